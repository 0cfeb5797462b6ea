package dev.habittracker.habitapi.web;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HabitsIT extends RunningApi {

    private static final String NO_SUCH_HABIT = "You have no habit with this id: GET /habits lists yours.";

    private final String unknownId = UUID.randomUUID().toString();

    @Test
    void create_name_isFoundWhereLocationSays() {
        Client ada = newUser();
        Answer created = ada.post("/habits", """
                {"name": "read"}""");
        assertThat(created.status()).isEqualTo(201);
        Answer read = ada.get(created.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.json().propertyNames()).containsExactlyInAnyOrder("id", "name", "created_at");
    }

    @Test
    void create_noName_isRefused() {
        Answer answer = newUser().post("/habits", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("name must not be empty");
    }

    @Test
    void create_nameThatPostgresqlCannotHold_isRefused() {
        Answer answer = newUser().post("/habits", """
                {"name": "a\\u0000b"}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors())
                .containsExactly("name must not contain control characters or halves of surrogate pairs");
    }

    @Test
    void list_habitsOfTwoUsers_showsOnesOwnTheNewestFirst() {
        Client ada = newUser();
        Client bob = newUser();
        ada.post("/habits", "{\"name\": \"first\"}");
        ada.post("/habits", "{\"name\": \"second\"}");
        bob.post("/habits", "{\"name\": \"of bob\"}");
        assertThat(names(ada.get("/habits"))).containsExactly("second", "first");
    }

    @Test
    void list_moreThanOnePage_goesOnBeforeTheLastId() {
        Client ada = newUser();
        IntStream.rangeClosed(1, 5).forEach(number -> ada.post("/habits", "{\"name\": \"%d\"}".formatted(number)));
        Answer firstPage = ada.get("/habits?limit=3");
        assertThat(names(firstPage)).containsExactly("5", "4", "3");
        String last = firstPage.json().required("habits").required(2).required("id").asString();
        ada.delete("/habits/" + last);
        assertThat(names(ada.get("/habits?limit=3&before=" + last))).containsExactly("2", "1");
    }

    @Test
    void list_badLimitOrCursor_namesTheParameter() {
        Client ada = newUser();
        assertThat(ada.get("/habits?limit=0").errors()).containsExactly("limit must be a whole number from 1 to 200");
        assertThat(ada.get("/habits?limit=many").errors()).containsExactly("limit must be a whole number");
        assertThat(ada.get("/habits?before=yesterday").errors()).containsExactly("before must be an id (a UUID)");
    }

    @Test
    void get_unknownId_isNotFound() {
        assertNotFound(newUser().get("/habits/" + unknownId));
    }

    @Test
    void get_somethingElseThanAnId_isNotFound() {
        assertNotFound(newUser().get("/habits/everything"));
    }

    @Test
    void everyRequest_onAnotherUsersHabit_isNotFound() {
        String path = newUser().post("/habits", "{\"name\": \"private\"}").header("Location");
        Client bob = newUser();
        assertNotFound(bob.get(path));
        assertNotFound(bob.delete(path));
        assertNotFound(bob.post(path + "/check-ins", "{}"));
        assertNotFound(bob.get(path + "/check-ins"));
    }

    @Test
    void delete_ownHabit_takesItsCheckInsAlong() {
        Client ada = newUser();
        String path = ada.post("/habits", "{\"name\": \"short-lived\"}").header("Location");
        ada.post(path + "/check-ins", "{}");
        Answer deleted = ada.delete(path);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertNotFound(ada.get(path));
        assertNotFound(ada.get(path + "/check-ins"));
        assertNotFound(ada.delete(path));
    }

    private static List<String> names(Answer answer) {
        return StreamSupport.stream(answer.json().required("habits").spliterator(), false)
                .map(habit -> habit.required("name").asString()).toList();
    }

    private static void assertNotFound(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo(NO_SUCH_HABIT);
    }
}
