-- Something a territory can do on its land: the 21 ideas of the call's presentation, in its order. A school and an
-- inclusion association are possible on either land and so stand twice.
CREATE TABLE ideas (
    id           text PRIMARY KEY,
    display_name text NOT NULL,
    land         text NOT NULL CONSTRAINT ideas_land CHECK (land IN ('PLANTED', 'BUILT')),
    position     integer NOT NULL CONSTRAINT ideas_position_key UNIQUE
);

INSERT INTO ideas (position, id, display_name, land) VALUES
    (1, 'amap', 'AMAP', 'PLANTED'),
    (2, 'garden', 'Jardin', 'PLANTED'),
    (3, 'vegetable-plot', 'Potager', 'PLANTED'),
    (4, 'orchard', 'Verger', 'PLANTED'),
    (5, 'beehives', 'Ruche', 'PLANTED'),
    (6, 'grocery', 'Épicerie', 'PLANTED'),
    (7, 'food-truck', 'Food truck', 'PLANTED'),
    (8, 'school-planted', 'Ecole', 'PLANTED'),
    (9, 'agricultural-lycee', 'Lycée agricole', 'PLANTED'),
    (10, 'biodiversity-association', 'Asso biodiversité', 'PLANTED'),
    (11, 'inclusion-association-planted', 'Asso insertion', 'PLANTED'),
    (12, 'associative-cafe', 'Café associatif', 'BUILT'),
    (13, 'repair-cafe', 'Repair café', 'BUILT'),
    (14, 'shop', 'Boutique', 'BUILT'),
    (15, 'services', 'Activité de services', 'BUILT'),
    (16, 'restaurant', 'Restaurant', 'BUILT'),
    (17, 'school-built', 'Ecole', 'BUILT'),
    (18, 'laundry', 'Laverie', 'BUILT'),
    (19, 'sewing-workshop', 'Atelier couture', 'BUILT'),
    (20, 'citizen-associations', 'Asso citoyennes', 'BUILT'),
    (21, 'inclusion-association-built', 'Asso d''insertion', 'BUILT');

GRANT SELECT ON ideas TO $role$;
