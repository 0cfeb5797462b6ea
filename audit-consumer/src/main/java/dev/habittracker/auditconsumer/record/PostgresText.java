package dev.habittracker.auditconsumer.record;

/**
 * Text as PostgreSQL's {@code text} and {@code jsonb} accept it. Neither holds U+0000, jsonb refuses lone surrogates, and
 * a client can put both into Vault's records, even one that is not logged in. The raw line keeps what was there.
 */
public final class PostgresText {

    /** Stands for U+0000: the symbol for null. */
    public static final char NUL_SYMBOL = '\u2400';

    private static final char REPLACEMENT = '\uFFFD';

    private PostgresText() {}

    /** The text with every U+0000 shown as {@link #NUL_SYMBOL} and every lone surrogate as U+FFFD. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == 0) {
                clean.append(NUL_SYMBOL);
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                clean.append(REPLACEMENT);
            } else {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }
}
