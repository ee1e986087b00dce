"""The command line's own words, in both languages."""

import os
from collections.abc import Mapping

from sandbox.course.glossary import LANGS

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "lessons": "Lessons",
        "labs": "Labs",
        "ready": "ready",
        "to_come": "to come",
        "read": "{read}/{pages} read",
        "finished": "finished",
        "diverged": "The run diverged: {names} left the range of numbers. That is a result too.",
        "risen": "Training made it worse: the loss ended at {last}, above the {first} "
        "of the beginning.",
        "guessed": "The loss ended at {last}: guessing, every class as likely as any other, "
        "has {first}.",
        "remedy": "The usual remedy is a smaller value for: {knobs}.",
        "again": "The same run again",
        "phase": "where",
        "line": "line {number} of {count}",
        "code": "code",
        "any_cell": "any cell",
        "lecture": "lecture",
        "numbers": "here",
        "check": "check",
        "checked": "central differences give {numeric} (difference {difference})",
        "points": "with w = {by}, h = {step}: {of}(w + h) = {up}, {of}(w − h) = {down}",
        "kink": "central differences give {numeric}; a kink such as ReLU's lies in between, "
        "where the slope is a convention",
        "rest": "{more} more, together {together}",
        "from_line": "line {number}",
        "from_input": "an input",
        "from_target": "a target",
        "from_parameter": "a weight",
        "from_setting": "a setting",
        "from_draw": "drawn for this step",
        "from_memory": "what the optimiser remembers",
        "all_well": "All is well: lessons {lessons} (in English and Korean), pages {pages}, "
        "quizzes {quizzes}, exercises {exercises}, and their labs, links and words.",
        "auditing": "checking every page, and running every starter and solution",
        "exercises": "Exercises: {passed} of {count} passed",
        "no_exercises": "The course has no exercises.",
        "passed": "passed",
        "tries": "{tries:try|tries}",
        "begun": "begun",
        "not_begun": "-",
        "file_made": "Write it in this file, which is yours:",
        "file_there": "Your file is there already:",
        "to_check": "To check it, type:",
        "checking": "checking …",
        "hint": "Hint {number} of {count}",
        "not_passed": "{id} has a solution to show once yours has passed: --hint gives a hint",
        "same_inputs": "The same inputs again:",
        "next": "Next",
        "watching": "Waiting for the next save; Ctrl+C ends.",
        "trust_needed": "checking runs Python from {folder}: if you trust it, "
        "add --trust, this once",
        "trust_question": "Checking runs Python from {folder}. Do you trust it? [y/N]",
        "trust_refused": "nothing was run",
        "searched": "Fashion-MNIST was looked for in",
        "found": "found",
        "incomplete": "incomplete",
        "missing": "missing",
        "lacks": "lacks {files}",
        "used": "data=auto takes Fashion-MNIST from {folder}: "
        "{train} training and {test} test pictures.",
        "saved_used": "data=auto takes the garments saved in {folder}: "
        "{train} training and {test} test pictures.",
        "fetched": "Fashion-MNIST is in {folder} now, as it was published; data=auto takes it.",
        "fetched_before": "Fashion-MNIST is in {folder} already, as it was published.",
        "saving": "drawing and packing the garments",
        "saved": "The garments are in {folder}: {count} files, {size:.0f} MB.",
        "garments_used": "data=auto takes the garments that the program draws itself.",
        "garments_kept": "The garments are drawn and kept in {folder} ({size:.0f} MB).",
        "garments_none": "The garments are not drawn yet; "
        "the first run that needs them draws them in seconds and keeps them in {folder}.",
        "garments_homeless": "The garments are drawn by each run that needs them: "
        "without HOME there is no folder to keep them in.",
    },
    "ko": {
        "lessons": "강의",
        "labs": "실험",
        "ready": "열림",
        "to_come": "준비 중",
        "read": "{pages}쪽 중 {read}쪽",
        "finished": "마침",
        "diverged": "발산했습니다: {names} 값이 수의 범위를 벗어났습니다. "
        "이것도 하나의 결과입니다.",
        "risen": "학습이 오히려 해가 되었습니다. loss가 처음의 {first}보다 큰 {last}에서 "
        "끝났습니다.",
        "guessed": "loss가 {last}에서 끝났습니다. "
        "모든 클래스를 똑같은 확률로 찍어도 {first}입니다.",
        "remedy": "보통은 이 값을 줄이면 됩니다: {knobs}.",
        "again": "같은 실행을 다시 하려면",
        "phase": "위치",
        "line": "{count}줄 가운데 {number}번째 줄",
        "code": "코드",
        "any_cell": "모든 칸",
        "lecture": "강의",
        "numbers": "이 칸",
        "check": "검산",
        "checked": "중앙 차분으로는 {numeric} (차이 {difference})",
        "points": "w = {by}, h = {step}: {of}(w + h) = {up}, {of}(w − h) = {down}",
        "kink": "중앙 차분으로는 {numeric}. 그 사이에 ReLU처럼 꺾인 점이 있어 "
        "기울기는 정하기 나름입니다",
        "rest": "나머지 {more}개를 더하면 {together}",
        "from_line": "{number}번째 줄",
        "from_input": "입력",
        "from_target": "정답",
        "from_parameter": "weight",
        "from_setting": "설정값",
        "from_draw": "이번 step에 뽑은 난수",
        "from_memory": "optimizer가 기억하는 값",
        "all_well": "문제가 없습니다. 강의 {lessons}개(영어와 한국어), 페이지 {pages}쪽, "
        "문제 {quizzes}개, 과제 {exercises}개와 그 실험, 링크, 용어를 확인했습니다.",
        "auditing": "모든 페이지를 확인하고, 과제의 시작 파일과 풀이를 모두 실행하고 있습니다",
        "exercises": "과제 {count}개 가운데 {passed}개 통과",
        "no_exercises": "이 강의에는 과제가 없습니다.",
        "passed": "통과",
        "tries": "{tries}번 시도",
        "begun": "시작함",
        "not_begun": "-",
        "file_made": "이 파일에 쓰세요. 여러분의 파일입니다.",
        "file_there": "여러분의 파일이 이미 있습니다.",
        "to_check": "채점하려면 이렇게 입력하세요.",
        "checking": "채점하고 있습니다 …",
        "hint": "힌트 {count}개 가운데 {number}번째",
        "not_passed": "{id} 풀이는 통과한 뒤에 볼 수 있습니다: 힌트는 --hint로 볼 수 있습니다",
        "same_inputs": "같은 입력으로 다시 하려면",
        "next": "다음",
        "watching": "다음 저장을 기다립니다. Ctrl+C를 누르면 끝납니다.",
        "trust_needed": "채점하면 {folder} 폴더의 Python 코드가 실행됩니다: 믿을 수 있는 폴더라면 "
        "이번 한 번만 --trust를 붙이세요",
        "trust_question": "채점하면 {folder} 폴더의 Python 코드가 실행됩니다. "
        "믿고 실행할까요? [y/N]",
        "trust_refused": "아무것도 실행하지 않았습니다",
        "searched": "Fashion-MNIST를 찾아본 곳",
        "found": "있음",
        "incomplete": "일부만 있음",
        "missing": "없음",
        "lacks": "빠진 파일: {files}",
        "used": "data=auto는 {folder}의 Fashion-MNIST를 씁니다: "
        "학습 사진 {train}장, 테스트 사진 {test}장.",
        "saved_used": "data=auto는 {folder}에 저장한 garments를 씁니다: "
        "학습 사진 {train}장, 테스트 사진 {test}장.",
        "fetched": "Fashion-MNIST를 공개된 그대로 {folder}에 받았습니다. "
        "이제 data=auto는 이것을 씁니다.",
        "fetched_before": "Fashion-MNIST는 이미 {folder}에 공개된 그대로 있습니다.",
        "saving": "garments를 그려서 압축하고 있습니다",
        "saved": "garments를 {folder}에 저장했습니다: 파일 {count}개, {size:.0f} MB.",
        "garments_used": "data=auto는 프로그램이 직접 그린 garments를 씁니다.",
        "garments_kept": "garments는 이미 그려서 {folder}에 보관했습니다({size:.0f} MB).",
        "garments_none": "garments는 아직 그리지 않았습니다. "
        "처음 필요할 때 몇 초 만에 그려서 {folder}에 보관합니다.",
        "garments_homeless": "HOME이 없어 보관할 폴더가 없으므로 "
        "garments는 필요할 때마다 새로 그립니다.",
    },
}


def language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language asked for, else that of the locale, else English."""
    if asked is not None:
        return asked
    locale = next(
        (environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), ""
    )
    return next((lang for lang in LANGS if locale.startswith(lang)), "en")
