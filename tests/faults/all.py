"""The faults by number."""

from tests.faults import backing_up, clocks, damage, instances, kills, migrating, power, secrets, space
from tests.faults.table import Fault

FAULTS = (
    Fault(1, "kill -9 mid-session", kills.mid_session, longer=True),
    Fault(2, "kill at every call of going on by one step", kills.each_call, longer=True),
    Fault(3, "power cut", power.cut, longer=True),
    Fault(4, "power cut while recovering from one", power.cut_again, longer=True),
    Fault(5, "disk full mid-session", space.full_disk, longer=True),
    Fault(6, "file-size limit", space.long_file, longer=True),
    Fault(7, "fsync fails, once or always", space.no_sync, longer=True),
    Fault(8, "read-only folder", space.read_only),
    Fault(9, "database damaged", damage.damaged, longer=True),
    Fault(10, "-wal deleted, database copied alone", damage.no_wal, longer=True),
    Fault(11, "-wal truncated", damage.cut_wal, longer=True),
    Fault(12, "old database put back", damage.old_file),
    Fault(13, "log altered by one who has the key", damage.altered),
    Fault(14, "several instances at once", instances.instances, longer=True),
    Fault(15, "holder of the lock killed", kills.holder, longer=True),
    Fault(16, "wall clock set, time zone changed", clocks.wall_clock, longer=True),
    Fault(17, "computer asleep", clocks.suspend, longer=True),
    Fault(18, "passphrase wrong, key file lost or damaged", secrets.secrets, longer=True),
    Fault(19, "migration killed", migrating.killed, longer=True),
    Fault(20, "kill -9 while backing up, copying, merging, thinning", backing_up.killed, longer=True),
    Fault(21, "power cut while backing up", backing_up.power_cut, longer=True),
    Fault(22, "second medium full, another's, of two computers; a client erased", backing_up.media, longer=True),
)
