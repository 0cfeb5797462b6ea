package dev.habittracker.events;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Walks JSON trees.
final class JsonObjects {

    private JsonObjects() {}

    /// The object itself and all within it, outermost first.
    static List<ObjectNode> in(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects.addAll(in(child)));
        return objects;
    }
}
