package dev.weir.lab.traffic;

/** Something that sends one request at a time, over a connection of its own, and never repeats one. */
@FunctionalInterface
public interface Client {
    /** How long a request may take: less than what TCP needs to send a lost first packet again. */
    int DEADLINE_MILLIS = 950;

    /** Sends a request; {@code label} is one DNS label that no other request has. */
    Answer ask(String label);
}
