"""Events of what the passes are made with, besides the device and the products: settings, and nothing under it."""

from console.core.events.base import Body


class SettingsSet(Body, frozen=True, tag="settings-set"):
    """What is set on the device besides its depth, in thousandths of the unit that its data name; None: not said."""

    speed_milli: int | None = None
    energy_milli: int | None = None


class ProductOff(Body, frozen=True, tag="product-off"):
    """Nothing lies on the skin under the passes from here on."""


SetupBody = SettingsSet | ProductOff
