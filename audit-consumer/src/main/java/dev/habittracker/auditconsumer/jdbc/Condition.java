package dev.habittracker.auditconsumer.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.record.PostgresText;

/**
 * A filter as a condition on {@code audit_record r}. The time is bounded by plain comparisons, by which partitions are left
 * out, and each text is compared the way its index has it as well as whole.
 */
final class Condition {

    private static final int PATH_INDEXED = 500;
    private static final String DENIED = "(r.allowed is not distinct from false"
            + " or r.error like '%permission denied%')";

    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** @param before only what comes after this place in the list; null for its beginning */
    static Condition of(RecordFilter filter, @Nullable Cursor before) {
        Condition condition = new Condition();
        condition.time(filter.window(), before);
        condition.text("path", filter.path(),
                "left(r.path, 500) collate \"C\" = left(:path, 500) and r.path = :path");
        condition.prefix(filter.pathPrefix());
        condition.text("entity", filter.entity(),
                "left(r.entity_id, 100) = left(:entity, 100) and r.entity_id = :entity");
        condition.text("accessor", filter.accessor(),
                "right(r.accessor, 16) = right(:accessor, 16) and r.accessor = :accessor");
        condition.text("address", filter.address(),
                "left(r.remote_address, 100) = left(:address, 100) and r.remote_address = :address");
        condition.text("operation", filter.operation(), "r.operation = :operation");
        condition.text("type", filter.type(), "r.type = :type");
        if (filter.result() != null) {
            condition.terms.add(switch (filter.result()) {
                case OK -> "r.error is null";
                case DENIED -> "r.error is not null and " + DENIED;
                case ERROR -> "r.error is not null and not " + DENIED;
            });
        }
        if (filter.contains() != null) {
            condition.terms.add("position(:contains in r.raw) > 0");
            condition.parameters.put("contains", filter.contains().getBytes(StandardCharsets.UTF_8));
        }
        return condition;
    }

    String sql() {
        return String.join(" and ", terms);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void time(Window window, @Nullable Cursor before) {
        if (window.isUndated()) {
            terms.add("r.time = '-infinity'");
        } else {
            Window part = window.before(before);
            terms.add("r.time >= :from and r.time < :to");
            parameters.put("from", PostgresTime.of(part.from()));
            parameters.put("to", PostgresTime.of(part.to()));
        }
        if (before != null) {
            terms.add("(r.time, r.id) < (:beforeTime, :beforeId)");
            parameters.put("beforeTime", PostgresTime.of(before.time()));
            parameters.put("beforeId", before.id());
        }
    }

    private void text(String name, @Nullable String value, String term) {
        if (value != null) {
            terms.add(term);
            parameters.put(name, PostgresText.of(value));
        }
    }

    private void prefix(@Nullable String prefix) {
        if (prefix == null) {
            return;
        }
        String clean = PostgresText.of(prefix);
        String indexed = clean.substring(0, Math.min(PATH_INDEXED, clean.length()));
        terms.add("left(r.path, 500) collate \"C\" >= :prefixIndexed and starts_with(r.path, :prefix)");
        parameters.put("prefixIndexed", indexed);
        parameters.put("prefix", clean);
        String end = PathPrefix.end(indexed);
        if (!end.isEmpty()) {
            terms.add("left(r.path, 500) collate \"C\" < :prefixEnd");
            parameters.put("prefixEnd", end);
        }
    }
}
