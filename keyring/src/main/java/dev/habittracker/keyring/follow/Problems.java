package dev.habittracker.keyring.follow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The problems that stand now. A problem is reported when it arises and when it is over, not in between.
final class Problems {

    private final Map<Problem, String> standing = new EnumMap<>(Problem.class);
    private final List<MemberAction> reports = new ArrayList<>();

    void raise(Problem problem, String message) {
        String before = standing.put(problem, message);
        if (before == null) {
            reports.add(new MemberAction.Report(problem, message, false));
        }
    }

    void resolve(Problem problem) {
        String message = standing.remove(problem);
        if (message != null) {
            reports.add(new MemberAction.Report(problem, message, true));
        }
    }

    void set(Problem problem, boolean stands, String message) {
        if (stands) {
            raise(problem, message);
        } else {
            resolve(problem);
        }
    }

    boolean stands(Problem problem) {
        return standing.containsKey(problem);
    }

    /// `label: message` of each, for a status.
    List<String> lines() {
        return standing.entrySet().stream().map(entry -> entry.getKey().label() + ": " + entry.getValue()).toList();
    }

    /// What arose or ended since the last call.
    List<MemberAction> drainReports() {
        List<MemberAction> drained = List.copyOf(reports);
        reports.clear();
        return drained;
    }
}
