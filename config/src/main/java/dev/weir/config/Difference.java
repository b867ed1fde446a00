package dev.weir.config;

/**
 * Where two texts differ: they are the same before and behind it.
 *
 * @param from where the line that it begins in begins, in both
 * @param oldEnd where it ends in the old one
 */
record Difference(int from, int oldEnd) {

    static Difference between(String oldText, String newText) {
        int shorter = Math.min(oldText.length(), newText.length());
        int before = 0;
        while (before < shorter && oldText.charAt(before) == newText.charAt(before)) {
            before++;
        }
        int oldEnd = oldText.length();
        int newEnd = newText.length();
        while (oldEnd > before && newEnd > before && oldText.charAt(oldEnd - 1) == newText.charAt(newEnd - 1)) {
            oldEnd--;
            newEnd--;
        }
        return new Difference(oldText.lastIndexOf('\n', before - 1) + 1, oldEnd);
    }
}
