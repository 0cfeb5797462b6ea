package dev.habittracker.habitapi.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckInsIT extends RunningApi {

    private LocalDate yesterday = LocalDate.EPOCH;
    private Client ada = nobody();
    private String checkIns = "";

    @BeforeEach
    void aHabit() {
        ada = newUser();
        Answer created = ada.post("/habits", "{\"name\": \"read\"}");
        checkIns = created.header("Location") + "/check-ins";
        yesterday = created.day().minusDays(1);
    }

    @Test
    void checkIn_dayGiven_isListed() {
        Answer answer = checkIn(yesterday);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("day")).isEqualTo(yesterday.toString());
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("day", "checked_in_at");
        assertThat(days(ada.get(checkIns))).containsExactly(yesterday.toString());
    }

    @Test
    void checkIn_sameDayAgain_givesTheSameAnswer() {
        Answer first = checkIn(yesterday);
        Answer second = checkIn(yesterday);
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(days(ada.get(checkIns))).hasSize(1);
    }

    @Test
    void checkIn_sameDayByManyAtOnce_givesAllTheSameAnswer() throws Exception {
        assertThat(AccountIT.atOnce(8, () -> checkIn(yesterday).body())).hasSize(8)
                .containsOnly(checkIn(yesterday).body());
        assertThat(days(ada.get(checkIns))).hasSize(1);
    }

    @Test
    void checkIn_noBody_isForToday() {
        Answer answer = ada.send(ada.request(checkIns).POST(BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(LocalDate.parse(answer.text("day"))).isBetween(yesterday.plusDays(1), answer.day());
    }

    @Test
    void checkIn_dayFarAhead_isRefused() {
        Answer answer = checkIn(LocalDate.parse("9999-12-31"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith("day must be a day from ");
    }

    @Test
    void checkIn_somethingElseThanADay_isRefused() {
        assertThat(ada.post(checkIns, "{\"day\": \"tomorrow\"}").errors())
                .containsExactly("day must be a date such as 2026-03-31");
        assertThat(List.of("20260310", "[2026,3,10]", "true"))
                .allSatisfy(day -> assertThat(ada.post(checkIns, "{\"day\": %s}".formatted(day)).errors())
                        .containsExactly("day must be a string"));
    }

    @Test
    void list_moreThanOnePage_goesOnBeforeTheLastDay() {
        for (int ago = 0; ago < 5; ago++) {
            checkIn(yesterday.minusDays(ago));
        }
        assertThat(days(ada.get(checkIns + "?limit=2"))).containsExactly(yesterday.toString(),
                yesterday.minusDays(1).toString());
        assertThat(days(ada.get(checkIns + "?limit=2&before=" + yesterday.minusDays(1)))).containsExactly(
                yesterday.minusDays(2).toString(), yesterday.minusDays(3).toString());
    }

    @Test
    void list_badCursor_namesTheParameter() {
        Answer answer = ada.get(checkIns + "?before=yesterday");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("before must be a date such as 2026-03-31");
    }

    private Answer checkIn(LocalDate day) {
        return ada.post(checkIns, "{\"day\": \"%s\"}".formatted(day));
    }

    private static List<String> days(Answer answer) {
        return StreamSupport.stream(answer.json().required("check_ins").spliterator(), false)
                .map(checkIn -> checkIn.required("day").asString()).toList();
    }
}
