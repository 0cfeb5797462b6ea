package dev.habittracker.rotator.reconcile;

import java.util.Locale;

import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Story;

class MemoryRequestsTest extends RequestsContract {

    private final MemoryRequests requests = new MemoryRequests();

    @Override
    protected Requests requests() {
        return requests;
    }

    @Override
    protected String keyring() {
        return Story.KEYRING;
    }

    @Override
    protected void accept(OpenRequest request) {
        requests.accept(request);
    }

    @Override
    protected End stateOf(OpenRequest request) {
        MemoryRequests.End end = requests.ends().get(request.id());
        return end == null
                ? new End("open", null)
                : new End(end.outcome().name().toLowerCase(Locale.ROOT), end.position());
    }
}
