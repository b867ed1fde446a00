package dev.weir.lab.trial;

/**
 * One feature of the director, tried with real traffic.
 *
 * @param feature its name in the report, {@code scheduler wrr}
 * @param play tries it
 */
record Trial(String feature, Play play) {
    /** What a trial does on its stage. */
    @FunctionalInterface
    interface Play {
        /**
         * Puts services in force, sends requests and judges what comes of them.
         *
         * @throws SkippedException if the feature can't be tried on this machine
         */
        void on(Stage stage);
    }
}
