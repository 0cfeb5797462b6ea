package dev.habittracker.keyring.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultException;
import dev.habittracker.keyring.store.SecretByHand;

/// An operator's hand, with the root token.
record VaultHand(VaultClient root, String mount, String path) implements SecretByHand {

    @Override
    public long put(JsonNode data) {
        return root.post(at("data"), Map.of("options", Map.of("cas", current()), "data", data)).path("data")
                .path("version").asLong();
    }

    @Override
    public boolean putPlainly(JsonNode data) {
        try {
            root.post(at("data"), Map.of("data", data));
            return true;
        } catch (VaultException e) {
            if (e.status() == 400) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete() {
        root.delete(at("data"));
    }

    @Override
    public void destroy(long version) {
        root.post(at("destroy"), Map.of("versions", List.of(version)));
    }

    @Override
    public void deleteAll() {
        root.delete(at("metadata"));
    }

    @Override
    public List<String> contents() {
        List<String> contents = new ArrayList<>();
        for (Map.Entry<String, JsonNode> version : root.get(at("metadata")).path("data").path("versions")
                .properties()) {
            if (!version.getValue().path("destroyed").asBoolean()) {
                contents.add(undeleted(version.getKey()));
            }
        }
        return contents;
    }

    private String undeleted(String version) {
        root.post(at("undelete"), Map.of("versions", List.of(Long.valueOf(version))));
        return root.get(at("data") + "?version=" + version).path("data").path("data").toString();
    }

    private long current() {
        try {
            return root.get(at("metadata")).path("data").path("current_version").asLong();
        } catch (VaultException e) {
            if (e.status() == 404) {
                return 0;
            }
            throw e;
        }
    }

    private String at(String endpoint) {
        return mount + "/" + endpoint + "/" + path;
    }
}
