package dev.habittracker.devstack.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.process.Ports;
import dev.habittracker.devstack.proxy.TcpProxy;
import dev.habittracker.devstack.proxy.Weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaBrokerIT {

    @TempDir
    private static Path folder;
    private static TcpProxy proxy;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        int listener = Ports.free();
        proxy = TcpProxy.to(listener);
        broker = KafkaBroker.start(folder, Ports.free(), List.of(new Detour(listener, proxy.port())));
    }

    @AfterAll
    static void stop() {
        broker.close();
        proxy.close();
    }

    @Test
    void transaction_committed_isReadAndAborted_isNot() throws Exception {
        create("transactions", Map.of());
        try (var producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tx"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "k", "aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "k", "committed"));
            producer.commitTransaction();
        }
        assertThat(valuesOf("transactions", 1)).containsExactly("committed");
    }

    @Test
    void killedBroker_startedOnTheSameFolder_stillHasItsRecords() throws Exception {
        create("kept", Map.of("cleanup.policy", "compact"));
        send("kept", "before");
        broker.kill();
        assertThat(broker.process().isAlive()).isFalse();
        broker.restart();
        send("kept", "after");
        assertThat(valuesOf("kept", 2)).containsExactly("before", "after");
    }

    @Test
    void suspendedBroker_isSilent_andAnswersWhenResumed() throws Exception {
        create("silent", Map.of());
        broker.suspend();
        try {
            assertThatThrownBy(() -> send("silent", "lost")).isInstanceOf(ExecutionException.class);
        } finally {
            broker.resume();
        }
        send("silent", "heard");
        assertThat(valuesOf("silent", 1)).contains("heard");
    }

    @Test
    void detour_thatIsCut_keepsItsClientsOutAndNoOthers_untilItIsMended() throws Exception {
        create("detoured", Map.of());
        String detour = "127.0.0.1:" + proxy.port();
        send(detour, "detoured", "by the detour");

        proxy.weather(new Weather.Cut());
        try {
            assertThatThrownBy(() -> send(detour, "detoured", "lost")).isInstanceOf(ExecutionException.class);
            send("detoured", "straight");
        } finally {
            proxy.weather(new Weather.Fair());
        }
        send(detour, "detoured", "mended");
    }

    @Test
    void topic_notCreated_isNotMadeByTheFirstProducer() {
        assertThatThrownBy(() -> send("nobody-made-it", "x")).isInstanceOf(ExecutionException.class);
    }

    private static void create(String topic, Map<String, String> settings) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings))).all().get();
        }
    }

    private static void send(String topic, String value) throws Exception {
        send(broker.bootstrapServers(), topic, value);
    }

    private static void send(String bootstrapServers, String topic, String value) throws Exception {
        try (var producer = producer(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "2000", ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "1000",
                ProducerConfig.LINGER_MS_CONFIG, "0", ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000"))) {
            producer.send(new ProducerRecord<>(topic, "k-" + value, value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new java.util.HashMap<String, Object>(more);
        settings.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> valuesOf(String topic, int atLeast) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader-of-" + topic, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < atLeast && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
