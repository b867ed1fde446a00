package dev.weir.lab.traffic;

import dev.weir.lab.servers.MailBox;
import dev.weir.lab.servers.NameServer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends mail to the box of whichever real server answers (RFC 5321). */
public record SmtpClient(Route route) {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final Pattern GREETING = Pattern.compile("220 (\\S+)\\." + Pattern.quote(NameServer.ZONE) + " .*");

    /** Sends {@code text}, lines that end with CR LF, under a subject that no other mail has. */
    public Answer send(String subject, String text) {
        try (Conversation smtp = Conversation.open(route, PATIENCE_MILLIS)) {
            String greeting = smtp.line();
            Matcher server = GREETING.matcher(greeting);
            if (!server.matches()) {
                return new Answer.Failed("unexpected greeting '" + greeting + "'");
            }
            ask(smtp, "EHLO client." + NameServer.ZONE, "250");
            ask(smtp, "MAIL FROM:<client@%s>".formatted(NameServer.ZONE), "250");
            ask(smtp, "RCPT TO:<%s>".formatted(MailBox.ADDRESS), "250");
            ask(smtp, "DATA", "354");
            smtp.say("Subject: %s\r\n\r\n%s".formatted(subject, text));
            ask(smtp, ".", "250");
            ask(smtp, "QUIT", "221");
            return new Answer.Served(server.group(1), null);
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }

    /** The last line of a reply has a space behind its code, and those before have a dash. */
    private static void ask(Conversation smtp, String request, String code) throws IOException {
        smtp.say(request + "\r\n");
        String line = smtp.line();
        while (line.startsWith(code + "-")) {
            line = smtp.line();
        }
        if (!line.startsWith(code + " ")) {
            throw new IOException("'%s' was answered by '%s'".formatted(request, line));
        }
    }
}
