package app.waping.example.orders;

/**
 * An order.
 *
 * @param number unique among the orders
 * @param phone  the customer's number in E.164 form
 */
public record Order(String number, String phone) {}
