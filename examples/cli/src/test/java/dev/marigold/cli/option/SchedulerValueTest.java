package dev.marigold.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchedulerValueTest {
    @Test
    void wordsGetTheTypeOfJson() {
        assertThat(SchedulerValue.parse("true")).isEqualTo(true);
        assertThat(SchedulerValue.parse("-3")).isEqualTo(-3L);
        assertThat(SchedulerValue.parse("8.5e-4")).isEqualTo(8.5e-4);
        assertThat(SchedulerValue.parse("trailing")).isEqualTo("trailing");
    }
}
