package dev.habittracker.keyring.example;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.follow.Problem;
import dev.habittracker.keyring.ring.FakeKeyMint;
import dev.habittracker.keyring.spring.KeyringMeters;

import static java.time.Clock.systemUTC;
import static org.assertj.core.api.Assertions.assertThat;

/// The README says what the code does: its examples are pieces of the programs here, which [ExampleServiceIT] runs, and its
/// tables are complete.
class ReadmeTest {

    private static final Path EXAMPLES = Path.of("src/test/java/dev/habittracker/keyring/example");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\| `(keyring\\.[a-z.-]+)` \\| (?:`([^`]*)`)? ?\\|");

    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void javaExamples_arePiecesOfProgramsThatATestRuns() throws IOException {
        String programs = squeezed(Files.readString(EXAMPLES.resolve("ExampleService.java"))
                + Files.readString(EXAMPLES.resolve("WithoutSpring.java")));

        assertThat(blocks("java")).hasSize(4)
                .allSatisfy(example -> assertThat(programs).contains(squeezed(example)));
    }

    @Test
    void yamlExamples_haveOnlyPropertiesThatThereAre() throws IOException {
        List<String> known = new ArrayList<>(properties().keySet());
        known.addAll(List.of("management.endpoint.health.probes.enabled",
                "management.endpoint.health.group.readiness.include",
                "management.endpoint.health.group.alarms.include"));

        assertThat(blocks("yaml")).hasSize(3);
        for (String example : blocks("yaml")) {
            for (PropertySource<?> source : new YamlPropertySourceLoader().load("README.md",
                    new ByteArrayResource(example.getBytes(StandardCharsets.UTF_8)))) {
                assertThat(((EnumerablePropertySource<?>) source).getPropertyNames()).isNotEmpty()
                        .allSatisfy(name -> assertThat(known).contains(name));
            }
        }
    }

    @Test
    void tableOfProperties_hasEachWithItsDefault() {
        Map<String, String> told = PROPERTY.matcher(readme).results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2) == null ? "" : row.group(2),
                        (a, b) -> {
                            throw new AssertionError("told twice: " + a);
                        }, TreeMap::new));

        Map<String, String> expected = new TreeMap<>(properties());
        expected.put("keyring.enabled", "true");
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void tableOfMetrics_hasEach() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Keyring keyring = Keyring.ofStaticKey(FakeKeyMint.secret(1), systemUTC());
        new KeyringMeters(keyring.view(), keyring.counters()).bindTo(registry);

        String table = readme.substring(readme.indexOf("| metric |"), readme.indexOf("## What happens"));
        TreeSet<String> told = Pattern.compile("`(keyring\\.[a-z.]+)").matcher(table).results()
                .map((MatchResult row) -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void failures_nameProblemsThatThereAre() {
        String table = readme.substring(readme.indexOf("## What happens"));
        List<String> labels = Arrays.stream(Problem.values()).map(Problem::label).toList();

        assertThat(Pattern.compile("`([a-z]+(?:-[a-z]+)+)`").matcher(table).results()
                .map((MatchResult word) -> word.group(1)).toList()).isNotEmpty().allMatch(labels::contains);
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme).results()
                .map(block -> block.group(1)).toList();
    }

    /// Indentation is the README's own.
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    /// Every property that is bound, with its default.
    private static Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.habittracker.keyring.spring")) {
            if (type.isAnnotatedWith(ConfigurationProperties.class)) {
                Class<?> properties = type.reflect();
                String prefix = properties.getAnnotation(ConfigurationProperties.class).value();
                RecordComponent[] components = properties.getRecordComponents();
                Parameter[] parameters = properties.getDeclaredConstructors()[0].getParameters();
                for (int i = 0; i < components.length; i++) {
                    DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
                    all.put(prefix + "." + kebab(components[i].getName()),
                            value == null ? "" : String.join(",", value.value()));
                }
            }
        }
        return all;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
