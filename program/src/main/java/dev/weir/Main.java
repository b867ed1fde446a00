package dev.weir;

/** try. */
public final class Main {
    private Main() {}

    /** try. */
    public static void main(String[] args) {
        System.out.println("hello " + String.join(" ", args));
    }
}
