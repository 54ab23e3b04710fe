"""The planets: how far from the Sun, how long a year. Kepler's third law, T² = a³, was found in such a table.

    T² / a³ = 1 / (1 + m / M_Sun)      Newton's law: the planet pulls too

a is the semi-major axis, T the sidereal period: mean values, rounded as the tables of NASA print them (JPL, Planetary
Physical Parameters; NSSDC, Planetary Fact Sheets), which differ in the last digits: Saturn's 29.447 or 29.457 years.
Masses: ratios Sun to planet, moons included, of the ephemeris DE405 (Standish 1998, JPL IOM 312.F-98-048).
"""

from typing import NamedTuple

import numpy as np

from ..engine.validate import check_broadcast, finite

# name, a in AU, T in years, mass of the Sun over that of the planet
TABLE = (
    ("Mercury", 0.387, 0.241, 6_023_600.0),
    ("Venus", 0.723, 0.615, 408_523.71),
    ("Earth", 1.0, 1.0, 328_900.5614),
    ("Mars", 1.524, 1.881, 3_098_708.0),
    ("Jupiter", 5.203, 11.862, 1_047.3486),
    ("Saturn", 9.537, 29.457, 3_497.898),
    ("Uranus", 19.19, 84.02, 22_902.98),
    ("Neptune", 30.07, 164.8, 19_412.24),
)


class Planets(NamedTuple):
    """names, semi-major axes `a` in AU, periods `T` in years, masses `mass` in solar masses; from the Sun outwards.

    features, units, classes, target and target_unit are as in `DataSet`.
    """

    names: tuple
    a: np.ndarray
    T: np.ndarray
    mass: np.ndarray
    features: tuple = ("semi-major axis",)
    units: tuple = ("AU",)
    classes: tuple = ()
    target: str = "period"
    target_unit: str = "years"


def planets():
    """All eight planets. Kepler knew the first six; Uranus and Neptune were found later, and test the law."""
    names, a, T, sun_over_planet = zip(*TABLE, strict=True)
    return Planets(names, np.array(a), np.array(T), 1 / np.array(sun_over_planet))


def kepler_period(a, mass=0.0):
    """The period in years for a semi-major axis in AU and a mass in solar masses: √(a³ / (1 + m)).

    Takes numbers, or arrays of one shape. Raises TypeError and ValueError for what is not finite or
    below 0, and for a period that is beyond the largest number.
    """
    a, mass = finite(a, "a"), finite(mass, "mass")
    for value, name in ((a, "a"), (mass, "mass")):
        if (value < 0).any():
            raise ValueError(f"{name} must be at least 0; got {value.min():g}")
    check_broadcast("kepler_period of a and mass", a, mass)
    with np.errstate(over="ignore"):
        period = a * np.sqrt(a / (1 + mass))  # √(a³ / (1 + m)), where a³ itself may be too large for a number
    if not np.isfinite(period).all():
        raise ValueError(f"a must give a period of at most 1.8e308 years; got {a.max():g}")
    return period
