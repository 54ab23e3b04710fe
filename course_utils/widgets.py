"""Widgets: the public names of all that moves in a notebook. Each is loaded when it is first asked for."""

from .lazy import on_demand

HOMES = {
    "course_utils.explorers.activation": ["ActivationExplorer"],
    "course_utils.explorers.approximation.widget": ["ApproximationExplorer"],
    "course_utils.explorers.cut": ["CutExplorer"],
    "course_utils.explorers.gini": ["GiniExplorer"],
    "course_utils.explorers.hidden_layer": ["HiddenLayerExplorer"],
    "course_utils.explorers.loss": ["LossExplorer"],
    "course_utils.explorers.loss_surface": ["LossSurfaceExplorer"],
    "course_utils.explorers.neuron": ["NeuronExplorer"],
    "course_utils.explorers.outlier": ["OutlierExplorer"],
    "course_utils.explorers.risk": ["RiskExplorer"],
    "course_utils.explorers.slope_product": ["SlopeProductExplorer"],
    "course_utils.explorers.training.widget": ["TrainingExplorer"],
    "course_utils.explorers.weight_pair": ["WeightPairExplorer"],
    "course_utils.live.controls": ["Button", "Choice", "Fold", "Slider", "Text", "Toggle"],
    "course_utils.live.drawing": ["Drawing", "Pixels"],
    "course_utils.live.figure": ["LiveFigure"],
    "course_utils.live.handles": ["Handle"],
    "course_utils.live.model": ["LiveFigureModel"],
    "course_utils.playground.widget": ["Playground"],
    "course_utils.race.widget": ["OptimizerRace"],
    "course_utils.rosenblatt.widget": ["RosenblattMachine"],
    "course_utils.stepper.widget": ["BackpropStepper"],
}
__all__ = sorted(name for names in HOMES.values() for name in names)

__getattr__, __dir__ = on_demand(__name__, HOMES)
