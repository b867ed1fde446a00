package dev.weir.lab;

import dev.weir.lab.network.Host;
import dev.weir.lab.network.Namespaces;
import dev.weir.lab.network.Network;
import dev.weir.lab.servers.RealServers;
import dev.weir.model.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A whole cluster on this machine: hosts, networks, real servers and a director. There is one at a time. */
public final class Lab {
    private static final String XDP_OBJECT = "decap.bpf.o";

    private final ProcessLedger ledger = new ProcessLedger(LabDirectory.processes());
    private final DirectorProcess director = new DirectorProcess(Host.DIRECTOR1, ledger);
    private final Consumer<String> progress;

    /** @param progress is told each step */
    public Lab(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Whether any of it is there, whole or in pieces. */
    public static boolean isThere() {
        return Files.exists(LabDirectory.root()) || !Namespaces.present().isEmpty();
    }

    /** Builds the hosts and starts the real servers and the director, after taking away what a crash may have left. */
    public void up() {
        upWithoutDirector();
        progress.accept("starting the director on " + Host.DIRECTOR1.label());
        LabDirectory.write(director.clusterFile(), ClusterText.text());
        director.start();
    }

    /** The same, but for the director. */
    public void upWithoutDirector() {
        if (isThere()) {
            down();
        }
        progress.accept("building hosts, cables and switches");
        LabDirectory.create();
        Network.build(heldVips(), vipsByLabel(), extractXdpObject());
        progress.accept("starting nginx, dnsmasq, vsftpd, postfix and dovecot on six real servers");
        RealServers.start(ledger);
    }

    /** Takes everything away: processes, hosts, pins and files; what isn't there is no error. */
    public void down() {
        progress.accept("taking the lab away");
        ledger.endAll();
        Network.remove();
        LabDirectory.remove();
    }

    public DirectorProcess director() {
        return director;
    }

    public ProcessLedger processes() {
        return ledger;
    }

    /** The VIPs each real server must hold: those whose packets reach it unchanged. */
    private static Map<Host, List<IpAddress>> heldVips() {
        Map<Host, List<IpAddress>> vips = new EnumMap<>(Host.class);
        for (LabService service : LabService.values()) {
            if (service.repliesBypassDirector()) {
                hold(vips, service.servers(), service.vip());
            }
        }
        hold(vips, Host.LAN_SERVERS, TrialAddresses.DIRECT, TrialAddresses.DIRECT_IPV6);
        hold(vips, Host.REMOTE_SERVERS, TrialAddresses.TUNNELLED, TrialAddresses.TUNNELLED_IPV6);
        return vips;
    }

    private static void hold(Map<Host, List<IpAddress>> vips, List<Host> servers, IpAddress... held) {
        servers.forEach(
                server -> vips.computeIfAbsent(server, _ -> new ArrayList<>()).addAll(List.of(held)));
    }

    private static Map<String, IpAddress> vipsByLabel() {
        return Arrays.stream(LabService.values()).collect(Collectors.toMap(LabService::label, LabService::vip));
    }

    private static Path extractXdpObject() {
        Path file = LabDirectory.root().resolve(XDP_OBJECT);
        try (InputStream object = Lab.class.getResourceAsStream(XDP_OBJECT)) {
            if (object == null) {
                throw new LabException("this build lacks " + XDP_OBJECT + "; build it again, with clang-19 installed");
            }
            Files.copy(object, file);
            return file;
        } catch (IOException e) {
            throw new LabException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
