"""The stock's use cases on whatever store is open."""

from console.app.stock import Stock
from console.ui.shell.model import Model


def stock_of(model: Model) -> Stock:
    return Stock(model.store, model.clinic, model.dependencies.clock, model.dependencies.zone_name())
