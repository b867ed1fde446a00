package dev.weir.simulation;

/** {@code rr} and {@code wrr}: the next slot of the ring. A full server is passed by, and its turn is lost to it. */
final class PickByTurn implements Picking {
    private final Slots ring;
    private int turn;

    PickByTurn(Slots ring) {
        this.ring = ring;
    }

    @Override
    public int choose(Flow flow) {
        int slot = turn;
        turn = turn + 1 >= ring.count() ? 0 : turn + 1;
        return ring.firstTaking(slot);
    }
}
