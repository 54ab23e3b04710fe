"""Widgets: the public names of all that moves in a notebook."""

from .explorers.activation import ActivationExplorer
from .explorers.approximation import ApproximationExplorer
from .explorers.cut import CutExplorer
from .explorers.gini import GiniExplorer
from .explorers.hidden_layer import HiddenLayerExplorer
from .explorers.loss import LossExplorer
from .explorers.loss_surface import LossSurfaceExplorer
from .explorers.neuron import NeuronExplorer
from .explorers.outlier import OutlierExplorer
from .explorers.risk import RiskExplorer
from .explorers.slope_product import SlopeProductExplorer
from .explorers.training import TrainingExplorer
from .explorers.weight_pair import WeightPairExplorer
from .live.controls import Button, Choice, Fold, Slider, Text, Toggle
from .live.drawing import Drawing, Pixels
from .live.figure import LiveFigure
from .live.handles import Handle
from .live.model import LiveFigureModel
from .playground.widget import Playground
from .race.widget import OptimizerRace
from .rosenblatt.widget import RosenblattMachine
from .stepper.widget import BackpropStepper

__all__ = [
    "ActivationExplorer",
    "ApproximationExplorer",
    "BackpropStepper",
    "Button",
    "Choice",
    "CutExplorer",
    "Drawing",
    "Fold",
    "GiniExplorer",
    "Handle",
    "HiddenLayerExplorer",
    "LiveFigure",
    "LiveFigureModel",
    "LossExplorer",
    "LossSurfaceExplorer",
    "NeuronExplorer",
    "OptimizerRace",
    "OutlierExplorer",
    "Pixels",
    "Playground",
    "RiskExplorer",
    "RosenblattMachine",
    "Slider",
    "SlopeProductExplorer",
    "Text",
    "Toggle",
    "TrainingExplorer",
    "WeightPairExplorer",
]
