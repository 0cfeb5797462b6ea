package dev.habittracker.rotator.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;

/// One keyring and what a rotator knows of it, as a story that a test tells step by step: each method changes one thing.
/// Unless told otherwise clocks agree, Kafka and database answer, every event is published and every version recorded, the
/// rotator hears itself, and nobody is a member.
public final class Scene {

    private static final Duration MONOTONIC_AT_START = Duration.ofDays(3);

    private final VaultOfScene vault = new VaultOfScene();
    private final List<KeyEvent> topic = new ArrayList<>();
    private final Map<String, LiveMembers.Entry> members = new TreeMap<>();
    private final List<OpenRequest> requests = new ArrayList<>();
    private final List<KnownWrite> forgotten = new ArrayList<>();
    private final Keeping keeping;
    private VaultTime now = VaultTime.exactly(Story.START);
    private Duration localClockAhead = Duration.ZERO;
    private Duration gatheringTook = Duration.ZERO;
    private @Nullable Moment strangeSince;
    private boolean kafkaAway;
    private boolean databaseAway;
    private Echo.State echo = new Echo.State.Complete();
    private Past.Recorded past = new Past.Recorded(null, Set.of(), Position.NONE, List.of());

    private Scene(Policy policy) {
        this.keeping = new Keeping(policy);
    }

    /// No secret, and nobody knows of one.
    public static Scene empty() {
        return new Scene(Story.POLICY);
    }

    /// A ring that was created at [Story#START].
    public static Scene created() {
        return created(Story.POLICY);
    }

    /// A ring of that policy that was created at [Story#START].
    public static Scene created(Policy policy) {
        Scene scene = new Scene(policy);
        scene.write(new CreateRing(policy));
        return scene;
    }

    /// How the keyring is to be kept.
    public Keeping keeping() {
        return keeping;
    }

    /// Lets time pass on all clocks.
    public Scene step(Duration elapsed) {
        now = now.plus(elapsed);
        return this;
    }

    /// Vault's now becomes an interval that ends that much later.
    public Scene vaultsNowIsWide(Duration width) {
        now = new VaultTime(now.earliest(), now.earliest().plus(width));
        return this;
    }

    /// Vault was asked only that long after the gathering began.
    public Scene gatheringTook(Duration duration) {
        gatheringTook = duration;
        return this;
    }

    /// This process's clock differs from Vault's.
    public Scene localClockAhead(Duration ahead) {
        localClockAhead = ahead;
        return this;
    }

    /// A write is done, its event is published and recorded, and older versions are destroyed.
    public KeyEvent write(RingWrite write) {
        KeyEvent event = writeUnheard(write);
        topic.add(event);
        vault.readableFrom(vault.version());
        record();
        return event;
    }

    /// A write is done, and nobody but Vault knows of it yet.
    public KeyEvent writeUnheard(RingWrite write) {
        return writeUnheard(write, null);
    }

    /// The same for a request.
    public KeyEvent writeUnheard(RingWrite write, @Nullable String requestId) {
        return vault.write(write, requestId, now);
    }

    /// NEXT grows old enough and signs; the event is published and recorded.
    public KeyEvent rotate() {
        step(Story.SPREAD);
        return write(new Rotate());
    }

    /// So many writes that nobody but Vault knows of.
    public Scene unheardWrites(int count) {
        LongStream.range(0, count).forEach(_ -> writeUnheard(new ReplaceNext()));
        return this;
    }

    /// Somebody puts a secret by hand.
    public Scene put(KeyMaterial material) {
        vault.put(material);
        return this;
    }

    /// An earlier ring stands in Vault again.
    public Scene restore(Ring earlier) {
        vault.restore(earlier);
        return this;
    }

    /// The rotator has seen for a while that the ring lacks what others know of.
    public Scene strangeFor(Duration elapsed) {
        strangeSince = local().plus(elapsed.negated());
        return this;
    }

    /// Vault has something else.
    public Scene vaultHas(StoreReading reading) {
        vault.has(reading);
        return this;
    }

    /// All versions from one on can still be read.
    public Scene readableFrom(long first) {
        vault.readableFrom(first);
        return this;
    }

    /// The ring that stands, or the one below a bare secret.
    public Ring ring() {
        return vault.ring();
    }

    /// The newest KV version.
    public long version() {
        return vault.version();
    }

    /// Vault's now, the earlier end.
    public Instant now() {
        return now.earliest();
    }

    /// Kafka gives no answer.
    public Scene kafkaAway() {
        kafkaAway = true;
        return this;
    }

    /// The topic is empty.
    public Scene topicEmptied() {
        topic.clear();
        return this;
    }

    /// An event stands in the topic, whoever sent it.
    public Scene inTopic(KeyEvent event) {
        topic.add(event);
        return this;
    }

    /// Whether the rotator hears itself.
    public Scene echo(Echo.State state) {
        echo = state;
        return this;
    }

    /// A live member.
    public Scene member(MemberStatus status) {
        return member(status, true);
    }

    /// A member whose first status, as far as this rotator heard, was this one.
    public Scene member(MemberStatus status, boolean live) {
        LiveMembers.Roll roll = LiveMembers.NOBODY.plus(status, local()).at(local());
        members.put(status.instance(), new LiveMembers.Entry(roll.all().getFirst().heard(), live));
        return this;
    }

    /// Every member took its leave.
    public Scene membersGone() {
        members.clear();
        return this;
    }

    /// The database gives no answer.
    public Scene databaseAway() {
        databaseAway = true;
        return this;
    }

    /// The history has the ring that stands, and knows that its event is published.
    public Scene record() {
        past = new Past.Recorded(new KnownWrite(ring().position(), ring().writeId(), "the history"),
                ring().keys().stream().map(key -> key.kid()).collect(Collectors.toSet()),
                ring().position(), forgotten);
        return this;
    }

    /// The history has the ring that stands, but filled it in later, when its kids were no longer known.
    public Scene recordWithoutKids() {
        record();
        past = new Past.Recorded(past.newest(), Set.of(), past.published(), forgotten);
        return this;
    }

    /// The history is empty.
    public Scene historyLost() {
        past = new Past.Recorded(null, Set.of(), Position.NONE, forgotten);
        return this;
    }

    /// An operator declared these writes false.
    public Scene declaredFalse(List<KnownWrite> writes) {
        forgotten.addAll(writes);
        past = new Past.Recorded(past.newest(), past.kids(), past.published(), forgotten);
        return this;
    }

    /// A request comes in now.
    public OpenRequest asked(String id, Command command) {
        OpenRequest request = new OpenRequest(id, command, now.earliest(),
                vault.isEmpty() ? null : ring().position(), "olga", null);
        requests.add(request);
        return request;
    }

    /// A request that is open already.
    public Scene open(OpenRequest request) {
        requests.add(request);
        return this;
    }

    /// Everything that a decision is taken from.
    public Gathered gathered() {
        Past recorded = databaseAway ? new Past.Away(past.published(), past.newest(), past.forgotten()) : past;
        Bus bus = kafkaAway
                ? new Bus.Away("no broker answers")
                : new Bus.Heard(new EventTail(topic).without(recorded.declaredFalse()),
                        new LiveMembers.Roll(List.copyOf(members.values())), echo);
        return new Gathered(Story.KEYRING, local().plus(gatheringTook.negated()), vault.reading(now), local(),
                strangeSince, vault.readable(), bus,
                recorded, requests, keeping.rules());
    }

    private Moment local() {
        Duration elapsed = Duration.between(Story.START, now.earliest());
        return new Moment(now.earliest().plus(Duration.between(now.earliest(), now.latest()).dividedBy(2))
                .plus(localClockAhead), MONOTONIC_AT_START.plus(elapsed));
    }
}
