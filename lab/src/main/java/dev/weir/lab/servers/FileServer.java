package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.LabException;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * vsftpd on a real server, for anyone: files to load down, and a folder to load up into. Where it listens for data it
 * tells by its own address, as it sees it: the VIP if it holds that, and in NAT its RIP.
 */
public final class FileServer {
    public static final int PORT = 21;

    /** Tells who it is, {@code server s1}. */
    public static final String WHO = "who";

    /** 1 MB, the same on every server. */
    public static final String SMALL_FILE = "1m";

    /** The folder for what clients send. */
    public static final String UPLOADS = "uploads";

    /** From where Debian's vsftpd serves anyone, as the user that it is then. */
    private static final String USER = "ftp";

    private static final int FIRST_DATA_PORT = 40_000;
    private static final int LAST_DATA_PORT = 40_099;

    private FileServer() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = folder(host);
        layOut(folder, host);
        Path configuration = LabDirectory.write(folder.resolve("vsftpd.conf"), configuration(folder, host));
        List<String> program = List.of("vsftpd", configuration.toString());
        ledger.start(host, host.label() + "-vsftpd", program, folder.resolve("vsftpd.out"));
    }

    private static void layOut(Path folder, Host host) {
        try {
            Path files = Files.createDirectories(files(folder));
            Files.createDirectories(folder.resolve("empty"));
            LabDirectory.write(files.resolve(WHO), "server " + host.label() + "\n");
            Files.createLink(files.resolve(SMALL_FILE), SharedFiles.small());
            Path uploads = Files.createDirectories(files.resolve(UPLOADS));
            UserPrincipal user =
                    uploads.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(uploads, user);
        } catch (IOException e) {
            throw new LabException("cannot lay out " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Path folder(Host host) {
        return LabDirectory.of(host).resolve("vsftpd");
    }

    private static Path files(Path folder) {
        return folder.resolve("files");
    }

    /** Which server was sent the small file whole, as {@code name}. */
    public static Optional<Host> holderOf(String name) {
        return Arrays.stream(Host.values())
                .filter(host -> host.isServer() && holds(host, name))
                .findFirst();
    }

    private static boolean holds(Host host, String name) {
        Path upload = files(folder(host)).resolve(UPLOADS).resolve(name);
        return Files.exists(upload) && isSmallFile(upload);
    }

    /** Whether a file is the small one, byte for byte. */
    public static boolean isSmallFile(Path file) {
        try {
            return Files.mismatch(file, SharedFiles.small()) < 0;
        } catch (IOException e) {
            throw new LabException("cannot compare " + file + ": " + e.getMessage(), e);
        }
    }

    /** The small file where it lies on this machine, for a client to send. */
    public static Path smallFile() {
        return SharedFiles.small();
    }

    /** The listening socket is one of IPv6 that takes IPv4 too. */
    private static String configuration(Path folder, Host host) {
        return """
                listen_ipv6=YES
                background=NO
                ftpd_banner=server %s
                anonymous_enable=YES
                local_enable=NO
                write_enable=YES
                anon_upload_enable=YES
                anon_umask=022
                anon_root=%s
                ftp_username=%s
                secure_chroot_dir=%s
                connect_from_port_20=YES
                pasv_min_port=%d
                pasv_max_port=%d
                seccomp_sandbox=NO
                isolate_network=NO
                xferlog_enable=YES
                log_ftp_protocol=YES
                xferlog_std_format=NO
                vsftpd_log_file=%s
                """.formatted(
                        host.label(),
                        files(folder),
                        USER,
                        folder.resolve("empty"),
                        FIRST_DATA_PORT,
                        LAST_DATA_PORT,
                        folder.resolve("vsftpd.log"));
    }
}
