package dev.weir.lab.traffic;

import dev.weir.lab.servers.MailBox;
import dev.weir.lab.servers.NameServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session with the mail box of whichever real server answers (RFC 3501). */
public final class ImapClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final long PAUSE_MILLIS = 50;
    private static final Pattern GREETING = Pattern.compile("\\* OK .*?(\\w+)\\." + Pattern.quote(NameServer.ZONE));
    private static final Pattern FOUND = Pattern.compile("\\* SEARCH (\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\\* .*\\{(\\d+)}");

    private final Conversation imap;
    private final String server;
    private int asked;

    private ImapClient(Conversation imap, String server) {
        this.imap = imap;
        this.server = server;
    }

    /** Begins one, as the box's owner. */
    public static ImapClient open(Route route, String password) throws IOException {
        Conversation imap = Conversation.open(route, PATIENCE_MILLIS);
        try {
            String greeting = imap.line();
            Matcher server = GREETING.matcher(greeting);
            if (!server.matches()) {
                throw new IOException("unexpected greeting '" + greeting + "'");
            }
            ImapClient client = new ImapClient(imap, server.group(1));
            client.ask("LOGIN %s %s".formatted(MailBox.USER, password), FOUND);
            client.ask("SELECT INBOX", FOUND);
            return client;
        } catch (IOException e) {
            imap.close();
            throw e;
        }
    }

    /** The name of the server at the other end. */
    public String server() {
        return server;
    }

    /** The text of the mail with that subject; waits a moment for it to come in. */
    public String fetch(String subject) throws IOException {
        String number = ask("SEARCH SUBJECT " + subject, FOUND);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (number.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("%s got no mail '%s'".formatted(server, subject));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            ask("NOOP", FOUND);
            number = ask("SEARCH SUBJECT " + subject, FOUND);
        }
        return ask("FETCH %s BODY.PEEK[TEXT]".formatted(number), LITERAL);
    }

    /** Sends a command and returns what {@code wanted} finds in the answer: a word, or the text that it announces. */
    private String ask(String command, Pattern wanted) throws IOException {
        String tag = "a" + asked++ + " ";
        imap.say(tag + command + "\r\n");
        String found = "";
        String line = imap.line();
        while (!line.startsWith(tag)) {
            Matcher matcher = wanted.matcher(line);
            if (matcher.matches()) {
                String word = matcher.group(1);
                found = wanted.equals(LITERAL) ? imap.text(Integer.parseInt(word)) : word;
            }
            line = imap.line();
        }
        if (!line.startsWith(tag + "OK")) {
            throw new IOException("%s answered '%s'".formatted(server, line));
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        imap.close();
    }
}
