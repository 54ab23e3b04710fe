"""The ImageNet challenge (ILSVRC) by year: top-5 error of the best entry in classification, in per cent.

The task was to name the object in a photograph, one of 1,000 classes, with five guesses; the error is the
share of photographs for which none of the five is right. Test sets: 2010 and 2011 had their own; from 2012 on
it stayed the same. Numbers of 2010–2014 are those of Russakovsky et al. (2015), Int. J. Computer Vision 115,
211, the tables of participating teams, for entries without extra training data. `source` is where the system
was described.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One system of one year: error in per cent, whether it is a deep network, and where it was described."""

    year: int
    system: str
    error: float
    deep: bool
    source: str


ENTRIES = (
    Entry(2010, "NEC-UIUC", 28.2, False, "Lin et al. (2011), CVPR, 1689"),
    Entry(2011, "XRCE, Fisher vectors", 25.8, False, "Sánchez and Perronnin (2011), CVPR, 1665"),
    Entry(2012, "AlexNet", 16.4, True, "Krizhevsky, Sutskever and Hinton (2012), NeurIPS 25"),
    Entry(2013, "Clarifai", 11.7, True, "Zeiler and Fergus (2014), ECCV, 818"),
    Entry(2014, "GoogLeNet", 6.7, True, "Szegedy et al. (2015), CVPR, 1"),
    Entry(2015, "ResNet", 3.57, True, "He et al. (2016), CVPR, 770"),
    Entry(2016, "Trimps-Soushen", 2.99, True, "the challenge's page of results; no paper"),
    Entry(2017, "SENet", 2.25, True, "Hu, Shen and Sun (2018), CVPR, 7132"),
)
RUNNER_UP = Entry(2012, "ISI, Fisher vectors", 26.2, False, "the challenge's page of results, 2012")
