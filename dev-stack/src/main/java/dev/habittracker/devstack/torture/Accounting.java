package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.Sample;

/**
 * Which answers nothing that was out of order explains.
 *
 * <p>
 * A request may fail where the instance that was asked, Vault, PostgreSQL or its link to one of them was out of order. Kafka explains nothing:
 * members go on without it. Nothing explains a 401 for a token whose key was not revoked: that is rule 1 of the protocol. A token that ended while
 * its request lay in a process that was stopped is no valid one any more.
 *
 * @param recovery how long after an outage its effects may be felt: connections are made anew, leases renewed
 * @param bound by when a revoked key is refused by an instance that hears Kafka or reaches Vault
 */
record Accounting(Outages outages, List<Revocation> revocations, Duration recovery, Duration bound) {

    /** What is wrong with an answer, in words; empty where it is right or explained. */
    Optional<String> objection(Sample sample) {
        return switch (sample.outcome()) {
            case Outcome.Served _ -> acceptedRevoked(sample);
            case Outcome.RefusedAsRevoked _ -> Optional.empty();
            case Outcome.Failed failed -> unexplained(sample, failed.why());
        };
    }

    private Optional<String> unexplained(Sample sample, String why) {
        if (why.startsWith("401") && !sample.outlivedItsToken()) {
            return Optional.of(sample.instance() + " refused a valid token of key " + sample.kid() + " at "
                    + sample.at() + ": " + why);
        }
        return isExcused(sample)
                ? Optional.empty()
                : Optional.of(sample.instance() + " failed at " + sample.at() + " though all that it needs was there: "
                        + why);
    }

    /** Whether something that the answer needs was out of order, so that it might have failed. */
    boolean isExcused(Sample sample) {
        Predicate<String> concerned = victim -> victim.equals(sample.instance()) || victim.equals(Names.VAULT)
                || victim.equals(Names.POSTGRES) || victim.equals(Names.link(sample.instance(), Names.VAULT))
                || victim.equals(Names.link(sample.instance(), Names.POSTGRES));
        return outages.overlaps(concerned, sample.at().minus(recovery), sample.answered());
    }

    /** A revoked key is refused from the event alone or by the poll: both ways, or the instance, must have been out of order. */
    private Optional<String> acceptedRevoked(Sample sample) {
        return revocations.stream().filter(revocation -> revocation.kid().equals(sample.kid()))
                .filter(revocation -> sample.at().isAfter(revocation.written().plus(bound)))
                .filter(revocation -> !excused(sample, revocation.written()))
                .map(revocation -> sample.instance() + " accepted a token of the revoked key " + sample.kid() + ", "
                        + Duration.between(revocation.written(), sample.at()).toMillis() + " ms after the write")
                .findFirst();
    }

    private boolean excused(Sample sample, Instant written) {
        Instant from = written.minus(recovery);
        boolean self = outages.overlaps(sample.instance()::equals, from, sample.at());
        boolean vault = outages.overlaps(
                victim -> victim.equals(Names.VAULT)
                        || victim.equals(Names.link(sample.instance(), Names.VAULT)),
                from, sample.at());
        boolean events = outages.overlaps(
                victim -> victim.equals(Names.KAFKA) || victim.startsWith("rotator")
                        || victim.equals(Names.link(sample.instance(), Names.KAFKA)),
                from, sample.at());
        return self || vault && events;
    }
}
