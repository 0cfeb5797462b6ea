package dev.habittracker.auditconsumer.web;

/** What can be asked, and which path a caller's policies must grant {@code read} on. */
enum Question {
    KEY_READS("key-reads", "key-reads"), RECORDS("records", "records"), RECORD("record", "records"), RAW("raw",
            "records"), EXPORT("export", "records"), UNANSWERED("unanswered", "records"), SECRETS("secrets",
                    "records"), ACCESS("access", "access"), FACTS("facts",
                            "proof"), COVERAGE("coverage", "proof"), VERIFY("verify", "proof");

    private static final String PERMISSIONS = "audit-queries/";

    private final String text;
    private final String permission;

    Question(String text, String permission) {
        this.text = text;
        this.permission = PERMISSIONS + permission;
    }

    /** As in the table of accesses. */
    String text() {
        return text;
    }

    String permission() {
        return permission;
    }
}
