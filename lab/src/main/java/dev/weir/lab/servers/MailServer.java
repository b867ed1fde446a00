package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.LabException;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;

/** postfix on a real server: takes mail for one box and nobody else; its greeting tells who it is. */
public final class MailServer {
    public static final int PORT = 25;

    private static final Path PROGRAMS = Path.of("/usr/lib/postfix/sbin");
    private static final String USER = "postfix";
    private static final String DROP_GROUP = "postdrop";

    /** The queues, which postfix expects to find. */
    private static final List<String> QUEUES = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "saved",
            "trace");

    /** Those that other programs put mail into. */
    private static final List<String> SHARED_QUEUES = List.of("public", "maildrop");

    private MailServer() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = LabDirectory.of(host).resolve("postfix");
        layOut(folder);
        LabDirectory.write(folder.resolve("main.cf"), main(folder, host));
        LabDirectory.write(folder.resolve("master.cf"), services());
        String master = PROGRAMS.resolve("master").toString();
        List<String> program = List.of(master, "-d", "-c", folder.toString());
        ledger.start(host, host.label() + "-postfix", program, folder.resolve("postfix.out"));
    }

    private static void layOut(Path folder) {
        try {
            Path queues = folder.resolve("queues");
            Files.createDirectories(queues.resolve("pid"));
            own(Files.createDirectories(folder.resolve("data")));
            for (String queue : QUEUES) {
                own(Files.createDirectories(queues.resolve(queue)));
            }
            for (String queue : SHARED_QUEUES) {
                own(Files.createDirectories(queues.resolve(queue)));
                Files.setAttribute(
                        queues.resolve(queue), "posix:group", users(folder).lookupPrincipalByGroupName(DROP_GROUP));
            }
        } catch (IOException e) {
            throw new LabException("cannot lay out " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void own(Path path) throws IOException {
        Files.setOwner(path, users(path).lookupPrincipalByName(USER));
    }

    private static UserPrincipalLookupService users(Path path) {
        return path.getFileSystem().getUserPrincipalLookupService();
    }

    private static String main(Path folder, Host host) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queues
                data_directory = %1$s/data
                daemon_directory = %2$s
                mail_owner = %3$s
                setgid_group = %4$s
                maillog_file = %1$s/postfix.log
                maillog_file_prefixes = %1$s
                myhostname = %5$s.%6$s
                smtpd_banner = $myhostname ESMTP
                mydestination =
                alias_maps =
                local_recipient_maps =
                inet_interfaces = all
                inet_protocols = all
                smtpd_recipient_restrictions = permit_auth_destination, reject
                smtpd_peername_lookup = no
                virtual_mailbox_domains = %6$s
                virtual_mailbox_base = %7$s
                virtual_mailbox_maps = static:%8$s/
                virtual_uid_maps = static:%9$d
                virtual_gid_maps = static:%9$d
                """.formatted(
                        folder,
                        PROGRAMS,
                        USER,
                        DROP_GROUP,
                        host.label(),
                        NameServer.ZONE,
                        MailBox.folder(host),
                        MailBox.USER,
                        MailBox.UID);
    }

    /** Of postfix's programs, those that take mail in and put it into a box. */
    private static String services() {
        return """
                smtp     inet        n - n -    - smtpd
                cleanup  unix        n - n -    0 cleanup
                qmgr     unix        n - n 300  1 qmgr
                rewrite  unix        - - n -    - trivial-rewrite
                bounce   unix        - - n -    0 bounce
                defer    unix        - - n -    0 bounce
                trace    unix        - - n -    0 bounce
                error    unix        - - n -    - error
                retry    unix        - - n -    - error
                proxymap unix        - - n -    - proxymap
                anvil    unix        - - n -    1 anvil
                virtual  unix        - n n -    - virtual
                postlog  unix-dgram  n - n -    1 postlogd
                """;
    }
}
