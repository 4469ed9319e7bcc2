"""A cream that the protocol's agent only stands for is asked for its own label before it goes on."""

from PySide6.QtWidgets import QLineEdit

from console.core.events import CreamOn, StepDone
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

SAID = ("Numb-It", "5 % lidocaine", "20 to 40 min, 10 g at most", "Dr Osei")


def test_what_its_own_label_says_is_asked_and_goes_into_the_record(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.model.propose(StepDone("cleanse"))
    desk.settle()
    agent = next(each.id for each in desk.state.protocol.agents if each.own_label)
    desk.model.propose(CreamOn(agent, ("forehead",), mass_mg=2_000))
    desk.settle()
    assert desk.page.prompt.accessibleName().startswith("Which cream is it?")
    put_on = desk.button("Cream on now", desk.page.prompt)
    fields = [each for each in desk.page.prompt.findChildren(QLineEdit) if each.isVisible()]
    for field, text in zip(fields, SAID, strict=True):
        put_on.click()
        desk.settle()
        assert desk.page.prompt.isVisible(), "nothing goes on before all is said"
        assert not desk.state.applications
        field.setText(text)
    fields[2].setText("20\u202e min")
    put_on.click()
    desk.settle()
    fields = [each for each in desk.page.prompt.findChildren(QLineEdit) if each.isVisible()]
    assert [each.text() for each in fields] == [*SAID[:2], "20\u202e min", SAID[3]], "nothing that was typed is lost"
    fields[2].setText(SAID[2])
    desk.button("Cream on now", desk.page.prompt).click()
    desk.settle()
    (body,) = (each.body for each in desk.state.history if isinstance(each.body, CreamOn))
    assert (body.name, body.strength, body.own_label, body.prescriber) == SAID
    assert len(desk.state.on) == 1
