package app.waping.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.SynchronizationVetoable;
import org.apache.camel.support.SynchronizationAdapter;

import app.waping.camel.gate.Turn;

/** The turn of one exchange at the gates. A copy of an exchange shares its properties and must not share its turn. */
final class ExchangeTurn {
    private static final String PROPERTY = "CamelWapingTurn";

    private final String exchangeId;
    private final Turn turn = new Turn();
    private boolean givenBackAtTheEnd;

    private ExchangeTurn(String exchangeId) {
        this.exchangeId = exchangeId;
    }

    static ExchangeTurn of(Exchange exchange) {
        String id = exchange.getExchangeId();
        if (exchange.getProperty(PROPERTY) instanceof ExchangeTurn known && known.exchangeId.equals(id)) {
            return known;
        }
        ExchangeTurn made = new ExchangeTurn(id);
        exchange.setProperty(PROPERTY, made);
        return made;
    }

    Turn turn() {
        return turn;
    }

    /** The lane stays the exchange's after a retryable failure; it is given back when the exchange is complete. */
    void giveBackAtTheEnd(Exchange exchange) {
        if (givenBackAtTheEnd) {
            return;
        }
        givenBackAtTheEnd = true;
        if (exchange.getUnitOfWork() == null) {
            turn.release();
            return;
        }
        exchange.getExchangeExtension().addOnCompletion(new Release(turn));
    }

    @Override
    public String toString() {
        return "ExchangeTurn";
    }

    private static final class Release extends SynchronizationAdapter implements SynchronizationVetoable {
        private final Turn turn;

        Release(Turn turn) {
            this.turn = turn;
        }

        @Override
        public void onDone(Exchange exchange) {
            turn.release();
        }

        /** What goes on behind a queue is no retry of this message. */
        @Override
        public boolean allowHandover() {
            return false;
        }
    }
}
