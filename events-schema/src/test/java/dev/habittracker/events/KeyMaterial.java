package dev.habittracker.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for places in the contract that could carry key material.
///
/// A type may be on a closed list, or a record or a list of such. Text could carry anything, so every field of text is on
/// a list of its own: who adds one says here that it holds no key. A name that stands for key material, as JWK (RFC 7517,
/// RFC 7518, RFC 8037) or plain English has it, is forbidden whatever the type.
final class KeyMaterial {

    private static final Set<Class<?>> PLAIN_TYPES = Set.of(long.class, boolean.class, Instant.class, Duration.class,
            MemberRole.class);

    private static final Set<String> FIELDS_OF_TEXT = Set.of( //
            "WriteHeader.keyring", "WriteHeader.writeId", "WriteHeader.reason", "WriteHeader.requestId",
            "WriteHeader.by", //
            "KeyRef.kid", "KeyRef.algorithm", "KidExpiry.kid", "PolicyData.algorithm", //
            "KeyAdopted.adopted", "NextReplaced.removed", "KeyRevoked.revoked", "RingRevoked.revoked",
            "KeyRetired.retired", "EpochRaised.revoked", //
            "WriteRef.writeId", "MemberStatus.keyring", "MemberStatus.instance", "MemberStatus.service",
            "MemberStatus.writeId",
            "MemberStatus.kidsSeen", "MemberStatus.problems", "HeldKey.kid", "HeldKey.problem");

    private static final Set<String> FORBIDDEN_NAMES = Set.of("k", "d", "p", "q", "dp", "dq", "qi", "oth", "n", "e",
            "x",
            "y", "key", "x5c", "x5t");

    private static final Pattern FORBIDDEN_PARTS = Pattern
            .compile(
                    "jwk|secret|material|private|password|token(?!_lifetime)|pem|credential|encoded|base64|hmac_?key|seed");

    private KeyMaterial() {}

    /// Where the types, or the records within them, have a place for key material; empty where they have none.
    static List<String> placesIn(Collection<Class<?>> types) {
        List<String> places = new ArrayList<>();
        types.forEach(type -> look(type, places));
        return places;
    }

    /// Whether a property of that name, in snake_case, may stand in the contract.
    static boolean isForbidden(String name) {
        return FORBIDDEN_NAMES.contains(name) || FORBIDDEN_PARTS.matcher(name).find();
    }

    private static void look(Class<?> type, List<String> places) {
        if (!type.isRecord()) {
            places.add(type.getSimpleName() + " is no record");
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String place = type.getSimpleName() + "." + component.getName();
            if (isForbidden(snakeCase(component.getName()))) {
                places.add(place + " has a name of key material");
            }
            look(place, component.getGenericType(), places);
        }
    }

    private static void look(String place, Type type, List<String> places) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            look(place, list.getActualTypeArguments()[0], places);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            look(record, places);
        } else if (type == String.class) {
            if (!FIELDS_OF_TEXT.contains(place)) {
                places.add(place + " is text that is not on the list");
            }
        } else if (!(type instanceof Class<?> plain && PLAIN_TYPES.contains(plain))) {
            places.add(place + " is of type " + type.getTypeName());
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
