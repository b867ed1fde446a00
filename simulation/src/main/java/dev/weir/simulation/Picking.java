package dev.weir.simulation;

/**
 * A scheduler at work on a {@link Pool}: which server gets a new flow. It picks as {@link
 * dev.weir.scheduling.choice.Choice} does, the reference; but it is told of each flow that comes and goes, so that it
 * need not look at every server for every flow, and makes no object.
 */
interface Picking {

    /** The server for {@code flow}, one that takes new flows; {@link Pool#NONE} if there is none for it. */
    int choose(Flow flow);

    /** The number of flows at {@code server} has changed. */
    default void changed(int server) {}
}
