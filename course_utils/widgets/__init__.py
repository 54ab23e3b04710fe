"""Widgets: what moves in a notebook. Each is a thin view over the engine."""

from .activation_explorer import ActivationExplorer
from .approximation_explorer import ApproximationExplorer
from .cut_explorer import CutExplorer
from .gini_explorer import GiniExplorer
from .hidden_layer_explorer import HiddenLayerExplorer
from .live_controls import Button, Choice, Fold, Slider, Text, Toggle
from .live_drawing import Drawing, Pixels
from .live_figure import LiveFigure
from .live_figure_model import LiveFigureModel
from .live_handle import Handle
from .loss_explorer import LossExplorer
from .loss_surface_explorer import LossSurfaceExplorer
from .neuron_explorer import NeuronExplorer
from .optimizer_race import OptimizerRace
from .outlier_explorer import OutlierExplorer
from .playground import Playground
from .risk_explorer import RiskExplorer
from .rosenblatt import RosenblattMachine
from .slope_product_explorer import SlopeProductExplorer
from .stepper import BackpropStepper
from .training_explorer import TrainingExplorer
from .weight_pair_explorer import WeightPairExplorer

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
