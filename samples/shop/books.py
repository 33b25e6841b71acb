"""Books, and toys for those who cannot read yet."""

from samples.shop.rows import Department, Product

_BOOKS = Department(
    category="Livres",
    brand="Éditions du Vieux Phare",
    supplier="Diffusion du Vieux Phare",
    tags="livres;région",
    tax="No Tax",
    products=(
        Product(
            sku="50001",
            name="Le fleuve en douze saisons",
            price="34.95",
            weight="0.71 KG",
            size="21 x 26 x 2 CM",
            about="<p>Un album de photos, « à feuilleter lentement ».</p>\n<p>176 pages, relié.</p>",
        ),
        Product(sku="50002", name="Petit guide des baies sauvages", price="19.95", weight="230 G"),
        Product(sku="50003", name="Nœuds, amarres & cordages", price="22.95", weight="310 G"),
        Product(sku="50004", name="Tricoter pour l'hiver : 20 modèles", price="29.95", weight="0.48 KG"),
        Product(sku="50005", name="La cuisine de la cabane", price="32.95", weight="0.66 KG"),
        Product(sku="50006", name="Oiseaux du rivage", price="24.95", weight="290 G"),
        Product(sku="50007", name="Marcher de nuit", price="21.95", weight="270 G", online=False),
        Product(sku="50008", name="Cahier de coloriage « Sous-bois »", price="12.95", weight="200 G"),
        Product(sku="50009", name="Où dort l'orignal ?", price="16.95", weight="0.33 KG", size="25 x 25 x 1 CM"),
        Product(sku="50010", name="Carte des sentiers, 1:50 000", price="14.95", weight="70 G"),
    ),
)

_TOYS = Department(
    category="Enfants / Jouets",
    brand="Bois Follet",
    supplier="Atelier Bois Follet",
    tags="enfants;bois",
    products=(
        Product(sku="51001", name="Camion de bois", price="42.00", weight="0.55 KG", size="24 x 11 x 13 CM"),
        Product(sku="51002", name="Hochet « Lune »", price="18.00", weight="50 G"),
        Product(sku="51003", name="Jeu de quilles", price="48.00", weight="1.3 KG"),
        Product(sku="51004", name="Toupie", price="9.00", weight="40 G"),
        Product(sku="51005", name="Cubes de l'alphabet", price="38.00", weight="0.9 KG"),
        Product(sku="51006", name="Bateau de bain", price="24.00", weight="150 G"),
        Product(sku="51007", name="Xylophone", price="36.00", weight="0.4 KG", online=False),
        Product(sku="51008", name="Dominos des animaux", price="26.00", weight="320 G"),
        Product(
            sku="TOU", name="Toutou de laine", price="39.00", weight="140 G", options={"Animal": "Ours Lynx Huard"}
        ),
        Product(
            sku="CAB",
            name="Cabane à oiseaux à monter",
            price="33.00",
            weight="0.8 KG",
            size="18 x 15 x 24 CM",
            options={"Toit": "RGE VRT"},
        ),
        Product(sku="51009", name="Arc et trois flèches", price="44.00", weight="0.35 KG", online=False),
        Product(sku="51010", name="Corde à danser", price="14.00", weight="160 G"),
    ),
)

DEPARTMENTS = (_BOOKS, _TOYS)
