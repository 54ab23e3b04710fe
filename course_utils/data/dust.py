"""Dust reddening: dust dims blue light more than red, so it moves a galaxy along a fixed direction in colour.

    A(λ) = A_V k(λ) / k(V),    Δ(V−J) = A_V (k(V) − k(J)) / k(V),    Δ(U−V) = A_V (k(U) − k(V)) / k(V)

A_V is the attenuation in V, in magnitudes. The curve k(λ) is that of Calzetti et al. (2000, ApJ 533, 682,
equations 4), measured on starburst galaxies; real galaxies scatter about it.
"""

import numpy as np

# Effective wavelengths in µm of the Bessell U, V and J bands (Bessell et al. 1998, A&A 333, 231), rounded.
WAVELENGTHS = {"U": 0.366, "V": 0.545, "J": 1.22}


def attenuation_curve(wavelength):
    """k(λ) = A(λ) / E(B−V) for a wavelength from 0.12 to 2.2 µm (Calzetti et al. 2000)."""
    inverse = 1 / wavelength
    if wavelength >= 0.63:
        return 2.659 * (-1.857 + 1.040 * inverse) + 4.05
    return 2.659 * (-2.156 + 1.509 * inverse - 0.198 * inverse**2 + 0.011 * inverse**3) + 4.05


def reddening_vector():
    """The shift of (V−J, U−V), in magnitudes, for one magnitude of attenuation in V: an array (2,)."""
    U, V, J = (attenuation_curve(WAVELENGTHS[band]) for band in "UVJ")
    return np.array([V - J, U - V]) / V
