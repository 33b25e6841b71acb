"""Outdoor gear: weights in pounds and kilograms, sizes in inches and centimetres."""

from samples.shop.rows import Department, Product

_SNOW = Department(
    category="Plein air / Hiver",
    brand="Nordébruyère",
    supplier="Nordébruyère",
    tags="neige",
    products=(
        Product(
            sku="RAQ",
            name="Raquettes « Tamarack »",
            price="189.00",
            weight="4.1 LB",
            size="30 x 9 x 5 IN",
            options={"Longueur": "22 25 30"},
            about="<p>Cadre d'aluminium. Le 30\" porte jusqu'à 110 kg.</p>",
        ),
        Product(
            sku="BAT",
            name="Bâtons de marche",
            price="64.00",
            weight="0.52 KG",
            options={"Longueur": "C110 C120 C130"},
        ),
        Product(sku="41001", name="Traîneau de bois", price="139.00", weight="9.5 LB", size="48 x 16 x 10 IN"),
        Product(sku="41002", name="Luge d'enfant", price="34.00", weight="1.8 KG", size="90 x 42 x 15 CM"),
        Product(sku="41003", name="Crampons à glace", price="49.00", weight="0.36 KG"),
        Product(sku="41004", name="Guêtres", price="45.00", weight="220 G"),
        Product(sku="41005", name="Fart universel", price="14.00", weight="60 G", online=False),
        Product(sku="41006", name="Chauffe-mains, paquet de 10", price="18.00", weight="0.6 KG"),
        Product(sku="41007", name="Pelle pliante", price="58.00", weight="1.5 LB", size="26 x 9 x 3 IN"),
    ),
)

_CAMP = Department(
    category="Plein air / Camping",
    brand="Campement Huard",
    supplier="Distribution Huard",
    tags="camping",
    products=(
        Product(
            sku="SAC",
            name="Sac à dos « Portage »",
            price="149.00",
            weight="1.2 KG",
            options={"Couleur": "VRT GRS", "Volume": "L20 L30 L45"},
        ),
        Product(
            sku="GOU",
            name="Gourde isolée",
            price="36.00",
            weight="0.33 KG",
            options={"Couleur": "BLE VRT ECR", "Format": "M500 M750"},
            about="<p>Garde le froid 24 h &amp; le chaud 12 h.</p>",
        ),
        Product(sku="TEN", name="Tente « Bivouac »", price="329.00", weight="5.6 LB", options={"Places": "P2 P4"}),
        Product(sku="42001", name="Réchaud à bois", price="118.00", weight="1.1 KG", size="20 x 20 x 25 CM"),
        Product(sku="42002", name="Popote de deux", price="74.00", weight="0.68 KG"),
        Product(sku="42003", name="Lanterne à manivelle", price="46.00", weight="0.4 KG"),
        Product(sku="42004", name="Hamac de toile", price="89.00", weight="2.4 LB"),
        Product(sku="42005", name="Couverture de survie", price="9.00", weight="60 G"),
        Product(sku="42006", name="Boussole à plaquette", price="38.00", weight="42 G"),
        Product(sku="42007", name="Couteau de poche", price="62.00", weight="95 G", online=False),
        Product(sku="42008", name="Trousse de premiers soins", price="44.00", weight="0.45 KG"),
        Product(sku="42009", name="Corde de 15 m", price="17.00", weight="300 G"),
        Product(sku="42010", name="Sifflet", price="6.00", weight="8 G"),
        Product(sku="42011", name="Filtre à eau", price="79.00", weight="0.3 KG"),
        Product(sku="42012", name="Moustiquaire de tête", price="16.00", weight="35 G", online=False),
        Product(sku="42013", name="Hachette", price="96.00", weight="1.7 LB", size="14 x 6 x 1 IN"),
        Product(sku="42014", name="Chaise basse pliante", price="69.00", weight="2.1 KG", size="55 x 60 x 62 CM"),
        Product(sku="42015", name="Glacière souple 12 L", price="54.00", weight="0.8 KG", size="30 x 20 x 25 CM"),
    ),
)

_WATER = Department(
    category="Plein air / Eau",
    brand="Campement Huard",
    supplier="Distribution Huard",
    tags="eau;été",
    products=(
        Product(sku="43001", name="Pagaie de cerisier", price="159.00", weight="1.9 LB", size="54 x 8 x 2 IN"),
        Product(sku="43002", name="Sac étanche 10 L", price="32.00", weight="180 G"),
        Product(sku="43003", name="Sac étanche 20 L", price="39.00", weight="240 G"),
        Product(sku="43004", name="Serviette de microfibre", price="24.00", weight="150 G"),
        Product(sku="43005", name="Coussin de canot", price="48.00", weight="0.55 KG", online=False),
        Product(sku="43006", name="Écope", price="15.00", weight="200 G"),
        Product(sku="43007", name="Épuisette pliante", price="42.00", weight="0.5 KG"),
        Product(sku="43008", name="Boîte à mouches", price="28.00", weight="0 "),
        Product(sku="43009", name="Canot de toile, 15 pieds", price="1250.00", weight="62 LB", size="180 x 35 x 13 IN"),
    ),
)

_DOG = Department(
    category="Plein air / Chien",
    brand="Patte de Lynx",
    supplier="Distribution Huard",
    tags="chien",
    products=(
        Product(sku="COL", name="Collier réfléchissant", price="22.00", weight="60 G", options={"Taille": "S L"}),
        Product(sku="44001", name="Laisse de corde", price="34.00", weight="180 G"),
        Product(sku="44002", name="Gamelle pliante", price="16.00", weight="90 G"),
        Product(sku="44003", name="Jouet de corde", price="12.00", weight="140 G"),
        Product(sku="44004", name="Clochette d'ours", price="8.00", weight="30 G"),
    ),
)

DEPARTMENTS = (_SNOW, _CAMP, _WATER, _DOG)
