package dev.habittracker.keyring.ring;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Whole numbers as a KV secret gives them back: `42`, or `4.2e1` after a way through float64.
final class WholeNumbers {

    /// The largest whole number up to which float64 leaves none out: 2^53.
    private static final double LARGEST_EXACT = 9_007_199_254_740_992d;

    private WholeNumbers() {}

    /// The number; empty where the node holds none, or one that float64 does not keep exactly.
    static Optional<Long> of(JsonNode node) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        double value = node.asDouble(Double.NaN);
        return value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT
                ? Optional.of((long) value)
                : Optional.empty();
    }

    /// The same tree with each whole number as a `long`, so that trees are equal where their content is.
    static JsonNode unify(JsonNode node) {
        if (node.isNumber()) {
            return of(node).<JsonNode>map(number -> JsonNodeFactory.instance.numberNode(number.longValue()))
                    .orElse(node);
        }
        if (node.isObject()) {
            var unified = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> unified.set(field.getKey(), unify(field.getValue())));
            return unified;
        }
        if (node.isArray()) {
            var unified = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> unified.add(unify(element)));
            return unified;
        }
        return node;
    }
}
