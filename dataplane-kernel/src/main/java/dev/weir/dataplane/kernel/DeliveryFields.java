package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.ClientNotice;
import dev.weir.model.Delivery;
import dev.weir.model.Encapsulation;
import dev.weir.model.Protection;
import dev.weir.model.StrayPolicy;

/** The fields of a {@code struct service} that say how packets travel and what is done about attacks. */
final class DeliveryFields {
    private final EnumNumbers<Encapsulation.Kind> kinds;
    private final EnumNumbers<ClientNotice> notices;
    private final EnumNumbers<StrayPolicy> policies;
    private final Field encapsulation;
    private final Field tunnelPort;
    private final Field notice;
    private final Field mss;
    private final Field stray;
    private final Field synCookies;

    DeliveryFields(Btf btf, RecordLayout service) {
        kinds = new EnumNumbers<>(btf, Encapsulation.Kind.class, "ENCAPSULATION_");
        notices = new EnumNumbers<>(btf, ClientNotice.class, "NOTICE_");
        policies = new EnumNumbers<>(btf, StrayPolicy.class, "STRAY_");
        encapsulation = service.field("encapsulation");
        tunnelPort = service.field("tunnel_port");
        notice = service.field("notice");
        mss = service.field("mss");
        stray = service.field("stray");
        synCookies = service.field("syn_cookies");
    }

    void write(Memory record, Delivery delivery, Protection protection) {
        encapsulation.set(record, kinds.of(delivery.encapsulation().kind()));
        tunnelPort.setNetworkOrder(record, delivery.encapsulation().port());
        notice.set(record, notices.of(delivery.clientNotice()));
        mss.set(record, delivery.mss());
        stray.set(record, policies.of(protection.stray()));
        synCookies.set(record, protection.synCookies());
    }

    Delivery delivery(Memory records, long base) {
        return new Delivery(
                new Encapsulation(
                        kinds.from(encapsulation.get(records, base)), (int) tunnelPort.getNetworkOrder(records, base)),
                notices.from(notice.get(records, base)),
                (int) mss.get(records, base));
    }

    Protection protection(Memory records, long base) {
        return new Protection(policies.from(stray.get(records, base)), (int) synCookies.get(records, base));
    }
}
