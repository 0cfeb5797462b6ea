package dev.habittracker.auditconsumer.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.query.FileCoverage;
import dev.habittracker.auditconsumer.query.NotedFact;
import dev.habittracker.auditconsumer.query.Verification;

/** The answers' bodies of {@link ProofController}. */
final class ProofBodies {

    /** The kinds of facts, as they are written in addresses and answers. */
    static final List<String> KINDS = FactLog.KINDS.stream().map(ProofBodies::name).toList();

    private ProofBodies() {}

    private static String name(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code {"from", "to", "facts": [...], "next"}}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Facts(String from, String to, List<FactBody> facts, @Nullable String next) {}

    /** One fact; what it is not about is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record FactBody(String kind, String noticed, @Nullable String node, @Nullable String device, @Nullable String file,
            @Nullable Long fromPosition, @Nullable Long toPosition, @Nullable Long records, String detail) {

        static FactBody of(NotedFact fact) {
            return new FactBody(name(fact.kind()), fact.noticed().toString(), fact.node(), fact.device(), fact.file(),
                    fact.from(), fact.to(), fact.records(), fact.detail());
        }
    }

    /** {@code {"files": [...], "next"}}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Coverages(List<FileBody> files, @Nullable String next) {}

    /** One file; without holes every line's end is the next one's start, up to {@code stored_to}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record FileBody(String node, String device, String file, long storedTo, List<FileCoverage.Hole> holes) {

        static FileBody of(FileCoverage file) {
            Long end = file.end();
            return new FileBody(file.node(), file.device(), file.file(), end == null ? 0 : end, file.holes());
        }
    }

    /**
     * What verifying gave.
     *
     * @param matches false if {@code mismatch} says what does not
     * @param from the first link that was looked at
     * @param to the last one
     * @param rows so many rows were compared
     * @param droppedLinks of so many links the day was dropped, and the rows with it
     * @param head the last link that there is
     * @param chain its digest: kept elsewhere, {@code known=<head>:<chain>} tells later whether anything before was changed
     * @param next the link to go on from; absent at the end, or where something does not match
     * @param mismatch the first link that does not match
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Verified(boolean matches, long from, long to, long rows, long droppedLinks, long head, String chain,
            @Nullable Long next, @Nullable MismatchBody mismatch) {

        static Verified of(Verification result) {
            Verification.Mismatch mismatch = result.mismatch();
            Long next = mismatch == null && result.to() < result.head() ? result.to() + 1 : null;
            return new Verified(mismatch == null, result.from(), result.to(), result.rows(), result.dropped(),
                    result.head(), result.chain(), next, mismatch == null ? null : MismatchBody.of(mismatch));
        }
    }

    /** The first link that does not match. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record MismatchBody(long position, @Nullable Long batch, @Nullable String day, @Nullable String stored,
            String reason) {

        static MismatchBody of(Verification.Mismatch mismatch) {
            return new MismatchBody(mismatch.position(), mismatch.batch(), mismatch.day(),
                    mismatch.stored() == null ? null : mismatch.stored().toString(), mismatch.reason());
        }
    }
}
