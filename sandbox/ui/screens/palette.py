"""The command palette: the registry's actions that apply, and the themes."""

from collections.abc import Iterable

from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import ThemeProvider

from sandbox.ui import keys
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.commandpalette import Palette
from sandbox.ui.screens.small import SmallScreen
from sandbox.ui.words import Words


class PaletteApp(App[None]):
    """Finds commands by their names, in the app's language."""

    words: Words
    glyphs: Glyphs

    def offers(self, id: str) -> bool:
        """Whether an action is of use on this terminal."""
        raise NotImplementedError

    def action_command_palette(self) -> None:
        """Look for a command by its name."""
        if not isinstance(self.screen, Palette | SmallScreen):
            look, none = self.words("app.palette.commands"), self.words("app.palette.none")
            self.push_screen(Palette(look, none))

    def search_themes(self) -> None:
        """Look for a theme by its name."""
        look, none = self.words("app.palette.themes"), self.words("app.palette.none")
        self.push_screen(Palette(look, none, [ThemeProvider]))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the registry's actions that apply here, and the theme."""
        offered: list[tuple[keys.Action, DOMNode]] = [(one, self) for one in keys.of("app")]
        if isinstance(screen, SandboxScreen):
            offered += screen.actions()
        for action, node in offered:
            if action.command and self.offers(action.id):
                key = keys.shown(action, self.glyphs.ascii)
                yield SystemCommand(
                    f"{self.words(f'app.action.{action.id}.label')}  ({key})",
                    self.words(f"app.action.{action.id}.help"),
                    getattr(node, f"action_{action.id}"),
                )
        yield SystemCommand(
            self.words("app.theme.label"), self.words("app.theme.help"), self.action_change_theme
        )
