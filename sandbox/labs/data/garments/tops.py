"""The styles of tops and dresses, and how often each class is cut in each of them."""

from dataclasses import replace

from sandbox.labs.data.garments.figure import Figure

TEE = Figure(
    light=0.5,
    chest=(5.8, 7.2),
    waist=(5.6, 7.0),
    hem=(5.8, 7.4),
    sleeve_end=(7.5, 11.5),
    sleeve_out=(9.2, 12.2),
    cuff=(3.6, 5.2),
    slant=(0.1, 0.5),
    crease=(0.0, 0.3),
    logo=0.3,
    stripes=0.1,
    printed=0.06,
    border=0.1,
)
TANK = Figure(
    light=0.6,
    neck=(2.4, 4.0),
    depth=(2.0, 6.0),
    slope=(0.4, 1.2),
    shoulder=(3.8, 5.4),
    chest=(5.5, 7.0),
    waist=(5.5, 7.5),
    hem=(6.0, 8.5),
    printed=0.12,
)
WIDE = replace(
    TEE,
    length=(19.0, 27.0),
    chest=(7.0, 8.5),
    waist=(7.5, 9.5),
    hem=(7.0, 9.5),
    sleeve_out=(12.5, 14.0),
    sleeve_end=(8.5, 13.0),
)
SWEATER = Figure(
    light=0.5,
    neck=(2.2, 3.4),
    depth=(0.4, 1.8),
    tail=(0.5, 5.5),
    slope=(1.2, 2.8),
    shoulder=(6.4, 8.0),
    chest=(5.8, 7.2),
    waist=(5.4, 7.0),
    hem=(5.4, 7.0),
    sleeve_end=(25.0, 28.5),
    sleeve_out=(8.1, 10.5),
    cuff=(2.1, 3.1),
    crease=(-0.5, 0.9),
    logo=0.15,
    stripes=0.14,
    printed=0.06,
    raglan=0.06,
    border=0.35,
)
ROLL_NECK = replace(SWEATER, rise=(1.2, 2.6), depth=(0.0, 0.4), logo=0.02)
HOODIE = replace(
    SWEATER, rise=(2.4, 4.0), neck=(3.4, 4.6), depth=(0.0, 1.0), logo=0.3, pockets=0.5, collar=0.8
)
BUTTONED = Figure(
    light=0.42,
    rise=(0.4, 1.4),
    neck=(1.8, 2.8),
    depth=(0.6, 2.2),
    vee=0.6,
    tail=(0.0, 3.5),
    slope=(1.2, 2.8),
    shoulder=(6.2, 7.8),
    chest=(5.5, 7.0),
    waist=(5.4, 7.0),
    hem=(5.6, 7.4),
    hem_curve=(0.0, 2.4),
    sleeve_end=(22.0, 28.0),
    sleeve_out=(8.2, 10.4),
    cuff=(2.1, 3.2),
    crease=(-0.5, 0.9),
    buttons=0.75,
    collar=0.75,
    checks=0.16,
    columns=0.06,
    printed=0.2,
    pockets=0.1,
    folds=(0.03, 0.12),
)
SHORT_BUTTONED = replace(
    BUTTONED,
    tail=(0.0, 0.6),
    sleeve_end=(8.0, 11.0),
    sleeve_out=(10.0, 12.2),
    cuff=(3.5, 5.0),
    slant=(0.1, 0.4),
)
BLOUSE = replace(
    TEE,
    light=0.4,
    depth=(1.0, 4.0),
    hem=(6.6, 9.5),
    hem_curve=(-0.5, 2.0),
    sleeve_end=(7.0, 16.0),
    folds=(0.05, 0.16),
    printed=0.35,
    logo=0.08,
)
JACKET = Figure(
    light=0.86,
    bright=(0.74, 0.95),
    rise=(0.6, 2.2),
    neck=(2.2, 3.6),
    depth=(0.2, 2.0),
    vee=0.5,
    tail=(0.4, 6.0),
    slope=(1.4, 3.0),
    shoulder=(6.8, 8.2),
    chest=(6.0, 7.5),
    waist=(5.7, 7.4),
    hem=(5.7, 7.4),
    sleeve_end=(23.0, 28.0),
    sleeve_out=(8.3, 10.8),
    elbow=(0.5, 0.9),
    cuff=(2.5, 3.6),
    crease=(0.1, 0.6),
    zipped=0.6,
    buttons=0.3,
    collar=0.6,
    pockets=0.45,
    open_front=0.2,
    folds=(0.03, 0.13),
    weave=(0.0, 0.06),
    printed=0.03,
    stripes=0.04,
    border=0.25,
)
LONG_COAT = replace(
    JACKET,
    tail=(0.0, 0.6),
    shoulder=(5.4, 6.8),
    chest=(5.2, 6.4),
    waist=(5.0, 6.4),
    hem=(5.8, 7.8),
    arm=(6.0, 7.5),
    sleeve_end=(17.0, 22.0),
    sleeve_out=(7.4, 9.6),
    cuff=(2.0, 2.8),
    belt=0.15,
    open_front=0.35,
    border=0.0,
)
SHIFT = Figure(
    light=0.74,
    bright=(0.7, 0.95),
    neck=(1.8, 3.2),
    depth=(0.8, 5.0),
    slope=(0.5, 1.6),
    shoulder=(3.2, 5.3),
    arm=(5.0, 7.0),
    chest=(4.2, 5.7),
    waist=(3.8, 5.5),
    waist_row=(9.5, 13.0),
    hem=(4.2, 6.6),
    printed=0.18,
    stripes=0.06,
    belt=0.2,
    folds=(0.03, 0.14),
    border=0.05,
)
FLARED = replace(SHIFT, hem=(5.8, 8.8), waist=(3.2, 4.6))
SHORT_SLEEVED = replace(
    SHIFT,
    shoulder=(4.2, 5.4),
    sleeve_end=(5.5, 8.5),
    sleeve_out=(6.4, 8.6),
    cuff=(2.2, 3.2),
    slant=(0.1, 0.4),
)
LONG_SLEEVED = replace(
    SHORT_SLEEVED, sleeve_end=(12.0, 19.0), sleeve_out=(6.8, 9.6), cuff=(1.6, 2.4)
)

T_SHIRTS = {TEE: 0.7, TANK: 0.13, WIDE: 0.06, BLOUSE: 0.08, SHIFT: 0.03}
PULLOVERS = {SWEATER: 0.66, ROLL_NECK: 0.12, HOODIE: 0.13, BUTTONED: 0.04, JACKET: 0.05}
COATS = {JACKET: 0.6, LONG_COAT: 0.26, HOODIE: 0.06, BUTTONED: 0.04, SWEATER: 0.04}
SHIRTS = {
    BUTTONED: 0.54,
    SHORT_BUTTONED: 0.12,
    BLOUSE: 0.15,
    TEE: 0.04,
    SWEATER: 0.09,
    TANK: 0.03,
    JACKET: 0.03,
    SHIFT: 0.02,
}
DRESSES = {
    SHIFT: 0.36,
    FLARED: 0.19,
    SHORT_SLEEVED: 0.17,
    LONG_SLEEVED: 0.18,
    TANK: 0.05,
    BLOUSE: 0.03,
    LONG_COAT: 0.02,
}
