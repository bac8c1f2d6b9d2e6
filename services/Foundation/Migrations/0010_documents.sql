-- Files that people send, in chunks. Chunks come first, while the file is being sent; a file exists once its row does.
CREATE TABLE document_chunks (
    document   uuid NOT NULL,
    number     integer NOT NULL,
    bytes      bytea NOT NULL,
    write_time timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document, number)
);

-- What is sent is compressed already.
ALTER TABLE document_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE documents (
    id           uuid PRIMARY KEY,
    parent       text NOT NULL,
    display_name text NOT NULL,
    media_type   text NOT NULL,
    size_bytes   bigint NOT NULL,
    sha256       bytea NOT NULL,
    scan_state   text NOT NULL,
    supersedes   uuid REFERENCES documents (id),
    create_time  timestamptz NOT NULL,
    CONSTRAINT documents_superseded_once UNIQUE (supersedes),
    CONSTRAINT documents_scan_state CHECK (scan_state IN ('NOT_SCANNED', 'PENDING', 'CLEAN', 'INFECTED'))
);

CREATE INDEX documents_parent ON documents (parent, id);
CREATE INDEX documents_pending ON documents (id) WHERE scan_state = 'PENDING';
CREATE INDEX document_chunks_write_time ON document_chunks (write_time);

GRANT SELECT, INSERT, DELETE ON document_chunks TO $role$;
GRANT SELECT, INSERT, DELETE, UPDATE (scan_state) ON documents TO $role$;
