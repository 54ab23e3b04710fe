"""Widgets: what moves in a notebook. Each is a thin view over the engine."""

from .activation_explorer import ActivationExplorer
from .cut_explorer import CutExplorer
from .gini_explorer import GiniExplorer
from .hidden_layer_explorer import HiddenLayerExplorer
from .live_controls import Button, Choice, Fold, Slider, Text, Toggle
from .live_drawing import Drawing, Pixels
from .live_figure import LiveFigure
from .live_figure_model import LiveFigureModel
from .live_handle import Handle
from .neuron_explorer import NeuronExplorer
from .playground import Playground
from .risk_explorer import RiskExplorer
from .rosenblatt import RosenblattMachine
from .slope_product_explorer import SlopeProductExplorer
from .stepper import BackpropStepper

__all__ = [
    "ActivationExplorer",
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
    "NeuronExplorer",
    "Pixels",
    "Playground",
    "RiskExplorer",
    "RosenblattMachine",
    "Slider",
    "SlopeProductExplorer",
    "Text",
    "Toggle",
]
