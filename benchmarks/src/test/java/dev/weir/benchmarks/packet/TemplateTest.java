package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
    @ParameterizedTest
    @EnumSource
    void templatesHaveTheChecksumsThatTheyNeed(Family family) {
        assertThat(MeasuredFrames.checksumsHold(
                        family, Template.fromClient(family, Template.SYN).bytes()))
                .isTrue();
        assertThat(MeasuredFrames.checksumsHold(
                        family, Template.fromServer(family, Template.ACK).bytes()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void changedByteIsNoticed(Family family) {
        byte[] bytes = Template.fromClient(family, Template.ACK).bytes();
        bytes[bytes.length - 1] ^= 1;

        assertThat(MeasuredFrames.checksumsHold(family, bytes)).isFalse();
    }
}
