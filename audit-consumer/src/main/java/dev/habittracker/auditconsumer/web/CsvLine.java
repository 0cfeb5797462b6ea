package dev.habittracker.auditconsumer.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.query.FoundRecord;

/**
 * A record as a line of CSV after RFC 4180. A client of Vault chooses paths and other texts: what a spreadsheet would take
 * for a formula begins with an apostrophe here.
 */
final class CsvLine {

    private static final String END = "\r\n";

    static final String HEADER = "id,time,type,operation,path,namespace,mount_point,mount_type,request_id,entity_id,"
            + "display_name,role_name,accessor,policies,remote_address,error,allowed,secret_version,state,node,device,"
            + "file,line_start,line_end,line_sha256" + END;

    private CsvLine() {}

    static String of(FoundRecord found) {
        FoundRecord.Origin origin = found.origin();
        return Stream.of(found.place().text(), found.time(), found.type(), found.operation(), found.path(),
                found.namespace(), found.mountPoint(), found.mountType(), found.requestId(), found.entityId(),
                found.displayName(), found.roleName(), found.accessor(), joined(found.policies()),
                found.remoteAddress(), found.error(), found.allowed(), found.secretVersion(), found.state(),
                origin.node(), origin.device(), origin.file(), origin.start(), origin.end(), origin.sha256())
                .map(CsvLine::field).collect(Collectors.joining(",", "", END));
    }

    private static String joined(List<String> policies) {
        return String.join(" ", policies);
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
