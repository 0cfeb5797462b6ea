CREATE TABLE users (
    id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    username      text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

-- Version 7: the ids grow with time, so "older than this id" is a page that stays right while rows come and go.
CREATE TABLE habits (
    id         uuid        PRIMARY KEY DEFAULT uuidv7(),
    owner_id   uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX habits_by_owner ON habits (owner_id, id);

CREATE TABLE check_ins (
    habit_id      uuid        NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
    day           date        NOT NULL,
    checked_in_at timestamptz NOT NULL,
    PRIMARY KEY (habit_id, day)
);
