package dev.habittracker.devstack.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {

    @TempDir
    private Path folder;

    @Test
    void up_withoutOptions_hasTheDocumentedDefaults() {
        assertThat(parse("up")).isEqualTo(new Command.Up(2, Duration.ofSeconds(60)));
    }

    @Test
    void up_takesItsOptions_inBothForms() {
        assertThat(parse("up", "--instances", "3", "--rotate-every=2m"))
                .isEqualTo(new Command.Up(3, Duration.ofMinutes(2)));
    }

    @Test
    void drill_withoutOptions_hasTheDocumentedDefaults() {
        assertThat(parse("drill")).isEqualTo(new Command.Drill(5, 3, 8, Optional.empty()));
    }

    @Test
    void drill_takesAFileInAFolderThatExists() {
        Path file = folder.resolve("report.json");
        assertThat(parse("drill", "--json", file.toString())).isEqualTo(new Command.Drill(5, 3, 8, Optional.of(file)));
    }

    @Test
    void drill_intoAFolderThatIsMissing_isRefusedBeforeAnythingStarts() {
        assertRefused("--json: there is no folder " + folder.resolve("missing"), "drill", "--json",
                folder.resolve("missing").resolve("report.json").toString());
        assertRefused("--json: " + folder + " is a folder; name a file", "drill", "--json", folder.toString());
    }

    @Test
    void rotate_waitsOnlyWhenAsked() {
        assertThat(parse("rotate")).isEqualTo(new Command.Rotate(false));
        assertThat(parse("rotate", "--wait")).isEqualTo(new Command.Rotate(true));
    }

    @Test
    void torture_takesItsSeed() {
        assertThat(parse("torture", "rotation", "--kills", "5", "--seed", "7"))
                .isEqualTo(new Command.TortureRotation(5, 7, Optional.empty()));
        assertThat(parse("torture", "rotation")).isInstanceOfSatisfying(Command.TortureRotation.class,
                torture -> assertThat(torture.kills()).isEqualTo(50));
    }

    @Test
    void noWords_orHelpAnywhere_isHelp() {
        assertThat(parse()).isEqualTo(new Command.Help());
        assertThat(parse("up", "--help")).isEqualTo(new Command.Help());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            bake                   | there is no command 'bake'; use up, drill, torture, status, rotate or down
            up --instances 0       | --instances takes a number from 1 to 8, not '0'
            up --instances many    | --instances takes a number from 1 to 8, not 'many'
            up --instances         | --instances needs a value
            up --instances 1 --instances 2 | --instances is given twice; give it to 'up' once
            up --rotations 3       | 'up' has no option '--rotations'; it takes --instances, --rotate-every
            status now             | 'status' has no option 'now'; it takes none
            drill --rotations 1000 | --rotations takes a number from 1 to 100, not '1000'
            torture                | torture needs to know what: ./pipeline torture rotation
            torture rotation --kills 0 | --kills takes a number from 1 to 10000, not '0'
            """)
    void badWords_areAnsweredByALineThatSaysWhatToChange(String words, String message) {
        assertRefused(message, words.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"5s", "90s", "7m", "0m", "5h", "25h", "1d", "-1m", "m", "99999999m"})
    void period_thatNoScheduleCanKeep_isRefused(String text) {
        assertThatThrownBy(() -> parse("up", "--rotate-every", text)).isInstanceOf(BadArguments.class)
                .hasMessageContaining("at least 60s").hasMessageEndingWith("not '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60s  | 0 0/1 * * * ?
            5m   | 0 0/5 * * * ?
            60m  | 0 0 0/1 * * ?
            6h   | 0 0 0/6 * * ?
            24h  | 0 0 0 * * ?
            """)
    void period_asCron_firesAtThatDistance(String text, String cron) {
        assertThat(Period.cron(Period.parse("--rotate-every", text))).isEqualTo(cron);
    }

    private static Command parse(String... words) {
        return CommandLine.parse(List.of(words));
    }

    private static void assertRefused(String message, String... words) {
        assertThatThrownBy(() -> parse(words)).isInstanceOf(BadArguments.class).hasMessage(message);
    }
}
