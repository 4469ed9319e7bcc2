"""What may happen to a clinic, for hypothesis: names and ids that meet often."""

from hypothesis import strategies as st

from console.core.events import (
    ClinicBody,
    ClinicOpened,
    EmergencyNumberSet,
    NeedlingLockSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProductNamed,
    ProtocolAdopted,
    RetentionSet,
    SigningKeyTaken,
)
from console.core.people import Operator

IDS = st.sampled_from(["ann", "bob", "cleo"])
NAMES = st.sampled_from(["Ann", "ANN", "Bob", "Cleo Berg", " Cleo Berg ", "", "a\nb"])
PEOPLE = st.builds(
    Operator, IDS, NAMES, st.sampled_from([("manage", "treat"), ("treat",), ()]), st.none() | st.sampled_from([0, 900])
)
CLINIC_BODIES: st.SearchStrategy[ClinicBody] = st.one_of(
    st.builds(ClinicOpened, NAMES, st.just("rehearsal")),
    st.builds(PersonAdded, PEOPLE),
    st.builds(PersonChanged, PEOPLE),
    st.builds(PersonRemoved, IDS),
    st.builds(SigningKeyTaken, IDS, st.sampled_from(["0" * 64, "1" * 64])),
    st.builds(ProtocolAdopted, st.sampled_from(["d1", "d2"]), st.just("{}"), NAMES),
    st.builds(RetentionSet, st.sampled_from([0, 1, 10, 101]), NAMES),
    st.builds(NeedlingLockSet, st.booleans(), NAMES),
    st.builds(EmergencyNumberSet, st.sampled_from(["112", " 1  1 2 ", "none", "1" * 41]), NAMES),
    st.builds(
        ProductNamed, st.sampled_from(["p1", "p2"]), NAMES, st.sampled_from(["glide", "cartridge"]), st.just(""),
        st.sampled_from(["", "4012345678901", "04012345678901", "4012345678902"]), st.booleans(),
    ),
)  # fmt: skip
