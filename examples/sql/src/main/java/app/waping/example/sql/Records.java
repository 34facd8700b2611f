package app.waping.example.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** The table of records, as an operator sees it. */
public final class Records {
    private final DataSource dataSource;

    public Records(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes the table where it is missing. */
    public void create() throws SQLException, IOException {
        try (InputStream schema = Records.class.getResourceAsStream("/schema.sql");
                Connection connection = dataSource.getConnection()) {
            String statements = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : statements.split(";")) {
                if (!statement.isBlank()) {
                    connection.createStatement().execute(statement);
                }
            }
        }
    }

    /** The documents in a box, oldest first. */
    public List<String> documents(String box) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select document from waping_record where box = ? order by id")) {
            select.setString(1, box);
            List<String> documents = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                documents.add(rows.getString(1));
            }
            return documents;
        }
    }

    /** Moves dead letters of a code to the replay: one statement, so none is in two places. */
    public int replay(String code) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update waping_record set box = 'replay' where box = 'dead' and code = ?")) {
            update.setString(1, code);
            return update.executeUpdate();
        }
    }
}
