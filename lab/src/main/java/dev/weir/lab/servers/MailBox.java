package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.LabException;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The mail box of a real server, that {@link MailServer} fills and dovecot gives out by IMAP. */
public final class MailBox {
    public static final int PORT = 143;

    /** Whose it is; all servers' boxes have the same name and password. */
    public static final String USER = "box";

    /** Where mail for it is sent. */
    public static final String ADDRESS = USER + "@" + NameServer.ZONE;

    /** Debian's nobody: the files' owner. */
    static final int UID = 65_534;

    private static final Path PASSWORD = LabDirectory.root().resolve("mail.password");
    private static final int PASSWORD_BITS = 120;

    private MailBox() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = LabDirectory.of(host).resolve("dovecot");
        layOut(folder, host);
        Path configuration = LabDirectory.writeSecret(folder.resolve("dovecot.conf"), configuration(folder, host));
        List<String> program = List.of("dovecot", "-F", "-c", configuration.toString());
        ledger.start(host, host.label() + "-dovecot", program, folder.resolve("dovecot.out"));
    }

    private static void layOut(Path folder, Host host) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(folder(host));
            Files.setAttribute(folder(host), "unix:uid", UID);
        } catch (IOException e) {
            throw new LabException("cannot lay out " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the boxes of a host are. */
    static Path folder(Host host) {
        return LabDirectory.of(host).resolve("mail");
    }

    /** A random one, drawn when the lab is built. */
    public static String password() {
        try {
            if (!Files.exists(PASSWORD)) {
                String drawn = new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
                LabDirectory.writeSecret(PASSWORD, drawn);
            }
            return Files.readString(PASSWORD);
        } catch (IOException e) {
            throw new LabException("cannot read " + PASSWORD + ": " + e.getMessage(), e);
        }
    }

    private static String configuration(Path folder, Host host) {
        return """
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = *, ::
                login_greeting = %2$s.%3$s
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%4$s/%%u
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = static
                  args = password=%5$s
                }
                userdb {
                  driver = static
                  args = uid=%6$d gid=%6$d home=%4$s
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %7$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """.formatted(folder, host.label(), NameServer.ZONE, folder(host), password(), UID, PORT);
    }
}
